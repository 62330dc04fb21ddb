/** Bundles the command line to lib/cli.js, and to triton_lift/engine/ with Z3 beside it, where the Python package finds it. */
import { build } from 'esbuild';
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const root = new URL('..', import.meta.url).pathname;
const entry = `${root}src/cli/main.ts`;

const options = {
  entryPoints: [entry],
  bundle: true,
  platform: 'node',
  target: 'node20',
  external: ['z3-solver'],
  logLevel: 'warning'
};

if (!existsSync(entry)) {
  throw new Error('src/cli/main.ts is missing: there is no command line to build');
}
await build({ ...options, outfile: `${root}lib/cli.js` });
mkdirSync(`${root}triton_lift/engine`, { recursive: true });
await build({ ...options, minify: true, outfile: `${root}triton_lift/engine/cli.js` });
for (const file of ['z3-built.js', 'z3-built.wasm']) {
  copyFileSync(require.resolve(`z3-solver/build/${file}`), `${root}triton_lift/engine/${file}`);
}
