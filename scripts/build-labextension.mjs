/** Builds the front end into triton_lift/labextension, from what `tsc` left in lib/. */
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';

const require = createRequire(import.meta.url);
const root = new URL('..', import.meta.url).pathname;

/** The server does not compress; inflating in the browser costs less than sending 35 MB. */
function compressWasm() {
  const wasm = readFileSync(require.resolve('z3-solver/build/z3-built.wasm'));
  writeFileSync(`${root}lib/worker/z3-built.wasm.gz`, gzipSync(wasm, { level: 9 }));
}

const builder = require.resolve('@jupyter/builder/lib/build-labextension.js');
const core = require.resolve('@jupyterlab/core-meta/core.package.json');

compressWasm();
rmSync(`${root}triton_lift/labextension`, { recursive: true, force: true });
execFileSync(process.execPath, [builder, '--core-package-file', core, '.'], { cwd: root, stdio: 'inherit' });
