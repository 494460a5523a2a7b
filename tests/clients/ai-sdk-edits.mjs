// Runs the AI SDK against a server and prints what it got, one JSON object.
// usage: node ai-sdk-edits.mjs BASE_URL KEY IMAGE SECOND_IMAGE MASK
import fs from 'node:fs';
import { generateImage } from 'ai';
import { createOpenAI } from '@ai-sdk/openai';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';

const [baseURL, apiKey, imagePath, secondPath, maskPath] = process.argv.slice(2);
const [image, second, mask] = [imagePath, secondPath, maskPath].map((path) => fs.readFileSync(path));
const providers = {
  openai: createOpenAI({ baseURL, apiKey }).image('gpt-image-1'),
  openaiOwnModel: createOpenAI({ baseURL, apiKey }).image('pentimento-1'),
  compatible: createOpenAICompatible({ name: 'pentimento', baseURL, apiKey }).imageModel('pentimento-1'),
};
const text = 'make it black and white';

async function edit(model, prompt, options = {}) {
  try {
    const answer = await generateImage({ model, prompt, maxRetries: 0, ...options });
    return { images: answer.images.map((one) => ({ type: one.mediaType, bytes: one.uint8Array.length })), warnings: answer.warnings.map((one) => one.type) };
  } catch (error) {
    return { name: error.name, message: error.message, status: error.statusCode };
  }
}

const report = {};
for (const [name, model] of Object.entries(providers)) {
  report[name] = {
    one: await edit(model, { text, images: [image] }),
    two: await edit(model, { text, images: [image, second] }),
    mask: await edit(model, { text, images: [image], mask }),
    several: await edit(model, { text: 'make it brighter', images: [image] }, { n: 2 }),
    sized: await edit(model, { text, images: [image] }, { size: '256x256' }),
    refused: await edit(model, { text: 'turn the cup into a dragon', images: [image] }),
  };
}
report.extra = await edit(providers.compatible, { text, images: [image] }, { providerOptions: { pentimento: { seed: 4, strength: 0.5 } } });
console.log(JSON.stringify(report));
