// Makes nanodet-reference.bin and selfie-reference.bin: what TensorFlow.js itself computes for a drawn picture. In an empty folder:
//   npm install @tensorflow/tfjs-core@4.22.0 @tensorflow/tfjs-converter@4.22.0 @tensorflow/tfjs-backend-cpu@4.22.0 --ignore-scripts
//   node tfjs-reference.mjs FOLDER-OF-MODELS
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { loadGraphModel } from '@tensorflow/tfjs-converter';
import fs from 'node:fs';

const every = 97;
await tf.setBackend('cpu');
await write('nanodet', 416, true, v => (v - 0.45) / 0.225);
await write('selfie', 256, false, v => v);

// A bust before a wall; x and y in 0..1, channel c.
function drawn(x, y, c) {
  const head = ((x - 0.5) / 0.16) ** 2 + ((y - 0.34) / 0.22) ** 2 < 1;
  const body = ((x - 0.5) / 0.38) ** 2 + ((y - 1) / 0.42) ** 2 < 1;
  const colour = head ? (y < 0.24 ? [0.15, 0.1, 0.08] : [0.85, 0.65, 0.55]) : body ? [0.2, 0.25, 0.5] : [0.7, 0.75, 0.7];
  return colour[c] + 0.08 * Math.sin(40 * x + 3 * c) * Math.cos(31 * y);
}

async function write(name, size, channelsFirst, normalise) {
  const folder = process.argv[2];
  const json = JSON.parse(fs.readFileSync(`${folder}/${name}.json`));
  const weights = fs.readFileSync(`${folder}/${name}.bin`);
  const model = await loadGraphModel({
    load: async () => ({
      modelTopology: json.modelTopology, signature: json.signature, format: json.format,
      weightSpecs: json.weightsManifest.flatMap(g => g.weights),
      weightData: weights.buffer.slice(weights.byteOffset, weights.byteOffset + weights.length),
    }),
  });
  const input = new Float32Array(size * size * 3);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      for (let c = 0; c < 3; c++) {
        input[channelsFirst ? (c * size + y) * size + x : (y * size + x) * 3 + c] = normalise(drawn((x + 0.5) / size, (y + 0.5) / size, c));
      }
    }
  }

  const names = model.outputs.map(o => o.name).sort();
  const outputs = [await model.executeAsync({ input_1: tf.tensor(input, channelsFirst ? [1, 3, size, size] : [1, size, size, 3]) }, names)].flat();
  const values = [];
  for (const output of outputs) {
    (await output.data()).forEach((value, i) => i % every === 0 && values.push(value));
  }

  fs.writeFileSync(`${name}-reference.bin`, new Uint8Array(Float32Array.from(values).buffer));
}
