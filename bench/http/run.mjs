// "make it black and white" on a 2-megapixel JPEG, JPEG out, against (a) the engine without HTTP and (b) a minimal sharp server,
// in one run on this machine. usage: node bench/http/run.mjs [SECONDS]   (see bench/README.md)
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';

const here = import.meta.dirname;
const root = path.resolve(here, '..', '..');
const seconds = Number(process.argv[2] ?? 8);
const work = fs.mkdtempSync(path.join(os.tmpdir(), 'pentimento-bench-'));
const key = 'sk-bench';

function sh(command, args) {
  const done = spawnSync(command, args, { cwd: root, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`${command} ${args.join(' ')}\n${done.stdout}\n${done.stderr}`);
  return done.stdout;
}

async function start(command, args, env, ready) {
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  await new Promise((resolve, reject) => {
    child.stdout.on('data', (data) => { text += data; if (text.includes(ready)) resolve(); });
    child.on('exit', () => reject(new Error(`${command} ended: ${text}`)));
  });
  return child;
}

/** Highest resident size so far, in megabytes (Linux). */
const peak = (pid) => Number(/VmHWM:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;

/** The form, once: what is measured is the server, so the client sends ready bytes and only counts what comes back. */
function form(file) {
  const boundary = 'pentimento-bench-boundary';
  const fields = { prompt: 'make it black and white', output_format: 'jpeg', output_compression: '80' };
  const text = Object.entries(fields).map(([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`).join('');
  const head = `${text}--${boundary}\r\nContent-Disposition: form-data; name="image"; filename="photo.jpg"\r\nContent-Type: image/jpeg\r\n\r\n`;
  return { type: `multipart/form-data; boundary=${boundary}`, body: Buffer.concat([Buffer.from(head), fs.readFileSync(file), Buffer.from(`\r\n--${boundary}--\r\n`)]) };
}

async function load(url, file, concurrency) {
  const { type, body } = form(file);
  const agent = new http.Agent({ keepAlive: true, maxSockets: concurrency });
  const times = [];
  const one = () => new Promise((resolve, reject) => {
    const begun = performance.now();
    const request = http.request(url, { method: 'POST', agent, headers: { authorization: `Bearer ${key}`, 'content-type': type, 'content-length': body.length } }, (response) => {
      let bytes = 0;
      response.on('data', (chunk) => { bytes += chunk.length; });
      response.on('end', () => (response.statusCode === 200 && bytes > 10_000 ? resolve(performance.now() - begun) : reject(new Error(`${response.statusCode}, ${bytes} bytes`))));
    });
    request.on('error', reject);
    request.end(body);
  });
  for (let i = 0; i < 40; i++) await one();
  const begun = performance.now();
  const end = begun + seconds * 1000;
  await Promise.all(Array.from({ length: concurrency }, async () => { while (performance.now() < end) times.push(await one()); }));
  agent.destroy();
  return figures(times, (performance.now() - begun) / 1000);
}

function figures(times, took) {
  times.sort((a, b) => a - b);
  const at = (q) => times[Math.min(times.length - 1, Math.floor(times.length * q))];
  return { rate: times.length / took, p50: at(0.5), p99: at(0.99) };
}

sh('dotnet', ['publish', 'src/Pentimento.Server', '-c', 'Release', '-o', path.join(work, 'server')]);
sh('dotnet', ['build', 'bench/Pentimento.Bench', '-c', 'Release', '-o', path.join(work, 'bench')]);
const photo = path.join(work, 'photo.jpg');
sh('dotnet', [path.join(work, 'bench', 'Pentimento.Bench.dll'), 'photo', path.join('tests', 'assets', 'coffee.png'), photo, '1732x1155']);

const rows = [];
const children = [];
try {
  const ours = await start('dotnet', [path.join(work, 'server', 'pentimento.dll'), '--urls', 'http://127.0.0.1:18080'],
    { Keys__Static__0: key, Data__Folder: path.join(work, 'data'), Logging__LogLevel__Default: 'Warning',
      Jobs__RepeatWindowMinutes: '0' }, 'address'); // every edit is made, though all are the same
  children.push(ours);
  const peer = await start('node', [path.join(here, 'sharp-server.mjs'), '18081'], {}, 'listening');
  children.push(peer);
  for (const concurrency of [1, 4]) {
    for (const [name, run] of [
      ['Pentimento over HTTP', () => load('http://127.0.0.1:18080/v1/images/edits', photo, concurrency)],
      ['sharp over HTTP', () => load('http://127.0.0.1:18081/', photo, concurrency)],
      ['Pentimento engine alone', () => JSON.parse(sh('dotnet', [path.join(work, 'bench', 'Pentimento.Bench.dll'), 'engine', photo, String(concurrency), String(seconds)]))],
    ]) {
      const result = await run();
      rows.push({ name, concurrency, ...result });
      console.error(`${name}, ${concurrency} at once: ${result.rate.toFixed(1)}/s, p50 ${result.p50.toFixed(1)} ms, p99 ${result.p99.toFixed(1)} ms`);
    }
  }
  console.log('| server | at once | requests/s | p50 ms | p99 ms | peak MB |\n|---|---|---|---|---|---|');
  const memory = { 'Pentimento over HTTP': peak(ours.pid), 'sharp over HTTP': peak(peer.pid) };
  for (const r of rows) console.log(`| ${r.name} | ${r.concurrency} | ${r.rate.toFixed(1)} | ${r.p50.toFixed(1)} | ${r.p99.toFixed(1)} | ${(r.peak ?? memory[r.name]).toFixed(0)} |`);
  for (const c of [1, 4]) {
    const rate = (name) => rows.find((r) => r.name === name && r.concurrency === c).rate;
    console.log(`\n${c} at once: ${(rate('Pentimento over HTTP') / rate('sharp over HTTP')).toFixed(2)} x sharp's throughput; HTTP adds ${(100 * (rate('Pentimento engine alone') / rate('Pentimento over HTTP') - 1)).toFixed(0)} % to the engine alone`);
  }
} finally {
  await Promise.all(children.map((child) => new Promise((gone) => { child.on('exit', gone); child.kill('SIGTERM'); })));
  fs.rmSync(work, { recursive: true, force: true });
}
