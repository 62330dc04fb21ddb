/** Bundles a TypeScript entry of the corpus or the bench and imports it. */
import { build } from 'esbuild';
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';

export const root = new URL('../..', import.meta.url).pathname;

/** The module of a TypeScript file, given by its path from the root; with `run: false` it is bundled only. */
export async function load(path, { run = true } = {}) {
  const folder = join(root, '.corpus/build');
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, basename(path).replace(/\.ts$/, '.cjs'));
  await build({ entryPoints: [join(root, path)], outfile, bundle: true, platform: 'node', format: 'cjs', target: 'node20', external: ['z3-solver'], logLevel: 'warning' });
  return run ? createRequire(import.meta.url)(outfile) : null;
}
