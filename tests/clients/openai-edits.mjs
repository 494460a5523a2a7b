// Runs the official client against a server and prints what it got, one JSON object.
// usage: node openai-edits.mjs PACKAGE BASE_URL KEY IMAGE SECOND_IMAGE MASK [through-portkey]
// PACKAGE is a name in package.json: openai, openai-7.
import fs from 'node:fs';
import { startPortkey } from './portkey.mjs';

const [name, serverURL, apiKey, imagePath, secondPath, maskPath, way] = process.argv.slice(2);
const { default: OpenAI, toFile } = await import(name);
const through = way === 'through-portkey' ? await startPortkey(serverURL) : { baseURL: serverURL, defaultHeaders: {} };
const connect = (key) => new OpenAI({ ...through, apiKey: key, maxRetries: 0 });
const client = connect(apiKey);
const prompt = 'make it black and white';
const stream = () => fs.createReadStream(imagePath);

async function attempt(call) {
  try {
    return await call();
  } catch (error) {
    return { status: error.status, code: error.code, param: error.param, type: error.type, name: error.constructor.name, requestId: error.requestID, message: error.message };
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

const streamed = (options) => attempt(async () => {
  const events = [];
  for await (const event of await client.images.edit({ image: stream(), prompt, stream: true, ...options })) {
    events.push({ type: event.type, index: event.partial_image_index, head: event.b64_json?.slice(0, 8), size: event.size, total: event.usage?.total_tokens });
  }
  return { events };
});

const report = {
  one: await edit({}),
  two: await edit({ image: [await toFile(fs.readFileSync(imagePath), 'a.png'), await toFile(fs.readFileSync(secondPath))] }),
  mask: await edit({ mask: fs.createReadStream(maskPath) }),
  several: await edit({ prompt: 'make it brighter', n: 2 }),
  url: await edit({ response_format: 'url' }),
  base64: await edit({ response_format: 'b64_json', output_format: 'jpeg', output_compression: 80 }),
  sized: await edit({ size: '256x256', model: 'gpt-image-2', quality: 'low', background: 'opaque', user: 'someone' }),
  streamed: await streamed({ prompt: 'make it black and white, then add a border', partial_images: 2, n: 2 }),
  streamedRefusal: await streamed({ prompt: 'turn the cup into a dragon' }),
  refused: await edit({ prompt: 'turn the cup into a dragon' }),
  unknownModel: await edit({ model: 'nope' }),
  wrongKey: await attempt(() => connect('sk-wrong').images.edit({ image: stream(), prompt })),
  models: await attempt(async () => (await client.models.list()).data.map((m) => m.id)),
  model: await attempt(async () => (await client.models.retrieve('pentimento-1')).id),
  file: await attempt(async () => {
    const file = await client.files.create({ file: stream(), purpose: 'vision' });
    const listed = [];
    for await (const one of client.files.list()) listed.push(one.id);
    const bytes = (await (await client.files.content(file.id)).arrayBuffer()).byteLength;
    const deleted = await client.files.delete(file.id);
    return { bytes: file.bytes, read: bytes, filename: file.filename, listed: listed.includes(file.id), deleted: deleted.deleted };
  }),
};
if (report.url.images) {
  const fetched = await fetch(report.url.images[0].url);
  report.fetched = { status: fetched.status, type: fetched.headers.get('content-type'), bytes: (await fetched.arrayBuffer()).byteLength, length: fetched.headers.get('content-length') };
}
fs.writeSync(1, JSON.stringify(report));
process.exit(0); // the gateway would go on serving
