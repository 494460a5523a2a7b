// Runs the official client against a server and prints what it got, one JSON object.
// usage: node openai-edits.mjs BASE_URL KEY IMAGE SECOND_IMAGE MASK
import fs from 'node:fs';
import OpenAI, { toFile } from 'openai';

const [baseURL, apiKey, imagePath, secondPath, maskPath] = process.argv.slice(2);
const client = new OpenAI({ baseURL, apiKey, maxRetries: 0 });
const prompt = 'make it black and white';
const stream = () => fs.createReadStream(imagePath);

async function attempt(call) {
  try {
    return await call();
  } catch (error) {
    return { status: error.status, code: error.code, param: error.param, type: error.type, name: error.constructor.name, requestId: error.requestID };
  }
}

const edit = (options) => attempt(async () => {
  const answer = await client.images.edit({ image: stream(), prompt, ...options });
  return {
    created: answer.created,
    size: answer.size,
    format: answer.output_format,
    images: answer.data.map((d) => ({ bytes: d.b64_json ? Buffer.from(d.b64_json, 'base64').length : null, head: d.b64_json?.slice(0, 8), url: d.url, revised: d.revised_prompt })),
    total: answer.usage?.total_tokens,
  };
});

const report = {
  one: await edit({}),
  two: await edit({ image: [await toFile(fs.readFileSync(imagePath), 'a.png'), await toFile(fs.readFileSync(secondPath))] }),
  mask: await edit({ mask: fs.createReadStream(maskPath) }),
  several: await edit({ prompt: 'make it brighter', n: 2 }),
  url: await edit({ response_format: 'url' }),
  base64: await edit({ response_format: 'b64_json', output_format: 'jpeg', output_compression: 80 }),
  sized: await edit({ size: '256x256', model: 'gpt-image-2', quality: 'low', background: 'opaque', user: 'someone' }),
  refused: await edit({ prompt: 'turn the cup into a dragon' }),
  unknownModel: await edit({ model: 'nope' }),
  wrongKey: await attempt(() => new OpenAI({ baseURL, apiKey: 'sk-wrong', maxRetries: 0 }).images.edit({ image: stream(), prompt })),
  models: await attempt(async () => (await client.models.list()).data.map((m) => m.id)),
  model: await attempt(async () => (await client.models.retrieve('pentimento-1')).id),
};
if (report.url.images) {
  const fetched = await fetch(report.url.images[0].url);
  report.fetched = { status: fetched.status, type: fetched.headers.get('content-type'), bytes: (await fetched.arrayBuffer()).byteLength, length: fetched.headers.get('content-length') };
}
console.log(JSON.stringify(report));
