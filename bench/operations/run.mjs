// Each operation on a 12-megapixel photograph, one thread and two, next to the closest single ImageMagick or libvips command in the
// same run. usage: node bench/operations/run.mjs   (needs ImageMagick's convert and libvips' vips; see bench/README.md)
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..', '..');
const work = fs.mkdtempSync(path.join(os.tmpdir(), 'pentimento-bench-'));
const bench = path.join(work, 'bench', 'Pentimento.Bench.dll');
const [photo, cached, raw] = ['photo.jpg', 'photo.mpc', 'photo.v'].map((name) => path.join(work, name));

// The nearest command of the peer; what it does differs in kind for some (the table is for orders of magnitude, not for taste).
const magick = {
  brightness: '-evaluate multiply 1.3', contrast: '-sigmoidal-contrast 3x50%', saturation: '-modulate 100,130', hue_shift: '-modulate 100,100,120',
  temperature: '-color-matrix 1.1,0,0,0,1,0,0,0,0.9', tint: '-fill #4060c0 -tint 40', grayscale: '-colorspace Gray', sepia: '-sepia-tone 80%',
  invert: '-negate', posterize: '-posterize 4', auto_enhance: '-auto-level -auto-gamma -unsharp 0x1', clarity: '-local-contrast 10x30%',
  highlights: '-sigmoidal-contrast 3x80%', shadows: '-sigmoidal-contrast 3x20%', hdr: '-local-contrast 10x60%', blur: '-blur 0x24', sharpen: '-unsharp 0x3',
  denoise: '-despeckle', pixelate: '-scale 2% -scale 5000%', vignette: '-vignette 0x200', grain: '-attenuate 0.3 +noise Gaussian', sketch: '-sketch 0x10+120',
  painting: '-paint 6', cartoon: '-edge 2', crop: '-gravity center -crop 2680x2680+0+0', rotate: '-rotate 90', flip: '-flop', resize: '-resize 50%',
  upscale: '-resize 150%', pad: '-bordercolor white -border 100', border: '-bordercolor white -border 100', straighten: '-deskew 40%',
};
const vips = {
  brightness: 'linear IN OUT 1.3 0', invert: 'invert IN OUT', grayscale: 'colourspace IN OUT b-w', blur: 'gaussblur IN OUT 24', sharpen: 'sharpen IN OUT',
  rotate: 'rot IN OUT d90', flip: 'flip IN OUT horizontal', resize: 'resize IN OUT 0.5', upscale: 'resize IN OUT 1.5',
};

function run(command, args, env = {}) {
  const done = spawnSync(command, args, { cwd: root, encoding: 'utf8', env: { ...process.env, ...env }, maxBuffer: 1 << 26 });
  if (done.status !== 0) throw new Error(`${command} ${args.join(' ')}\n${done.stdout}${done.stderr}`);
  return done.stdout;
}

/** Median wall seconds of three runs. */
function time(command, args, env) {
  const times = [0, 1, 2].map(() => { const t = performance.now(); run(command, args, env); return (performance.now() - t) / 1000; });
  return times.sort((a, b) => a - b)[1];
}

try {
  run('dotnet', ['build', 'bench/Pentimento.Bench', '-c', 'Release', '-o', path.join(work, 'bench')]);
  run('dotnet', [bench, 'photo', path.join('tests', 'assets', 'coffee.png'), photo, '4242x2828']);
  run('convert', [photo, cached]);
  run('vips', ['copy', photo, raw]);
  const ours = Object.fromEntries([1, 2].map((threads) => [threads,
    Object.fromEntries(run('dotnet', [bench, 'speed', photo, String(threads)]).trim().split('\n').map(JSON.parse).map((row) => [row.name, row]))]));
  const one = { MAGICK_THREAD_LIMIT: '1', VIPS_CONCURRENCY: '1' };
  const idle = { magick: time('convert', [cached, 'null:'], one), vips: time('vips', ['copy', raw, path.join(work, 'out.v')], one) };
  console.log('| operation | s, one thread | s, two | MP/s | ImageMagick s | libvips s |\n|---|---|---|---|---|---|');
  for (const [name, row] of Object.entries(ours[1])) {
    if (!row.seconds) continue;
    const peer = magick[name] && Math.max(0, time('convert', [cached, ...magick[name].split(' '), path.join(work, 'out.mpc')], one) - idle.magick);
    const other = vips[name] && Math.max(0, time('vips', vips[name].replace('IN', raw).replace('OUT', path.join(work, 'out.v')).split(' '), one) - idle.vips);
    const show = (v) => (v === undefined ? '–' : v.toFixed(2));
    console.log(`| ${name} | ${show(row.seconds)} | ${show(ours[2][name].seconds)} | ${(row.megapixels / row.seconds).toFixed(0)} | ${show(peer)} | ${show(other)} |`);
  }
  console.log(`\nPeak memory of all operations in one process: ${ours[1].peak.megabytes.toFixed(0)} MB`);
} finally {
  fs.rmSync(work, { recursive: true, force: true });
}
