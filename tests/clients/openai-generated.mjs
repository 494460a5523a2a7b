// The edit cases of openai-node's generated suite (tests/api-resources/images.test.ts), against a server that takes any bytes for an image.
// usage: node openai-generated.mjs PACKAGE BASE_URL
const [name, baseURL] = process.argv.slice(2);
const { default: OpenAI, toFile } = await import(name);

const client = new OpenAI({ apiKey: 'My API Key', baseURL, maxRetries: 0 });
const example = () => toFile(Buffer.from('Example data'), 'README.md');

async function attempt(promise) {
  try {
    const rawResponse = await promise.asResponse();
    const response = await promise;
    const dataAndResponse = await promise.withResponse();
    return {
      raw: rawResponse instanceof Response,
      parsed: !(response instanceof Response) && Array.isArray(response.data),
      same: dataAndResponse.data === response && dataAndResponse.response === rawResponse,
    };
  } catch (error) {
    return { error: error.message };
  }
}

const report = {
  required: await attempt(client.images.edit({ image: await example(), prompt: 'A cute baby sea otter wearing a beret' })),
  all: await attempt(client.images.edit({
    image: await example(),
    prompt: 'A cute baby sea otter wearing a beret',
    background: 'transparent',
    input_fidelity: 'high',
    mask: await example(),
    model: 'gpt-image-2',
    n: 1,
    output_compression: 100,
    output_format: 'png',
    partial_images: 1,
    quality: 'high',
    response_format: 'url',
    size: '256x256',
    stream: false,
    user: 'user-1234',
  })),
};
console.log(JSON.stringify(report));
