/** The browser transport, with Node's globals in the place of a worker's. */
import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import type { Z3Factory } from '../module';
import { loadWorkerSolver } from '../worker';

const script = require.resolve('z3-solver/build/z3-built.js');
const wasm = require.resolve('z3-solver/build/z3-built.wasm');
const base = 'https://example.org/static';

const files: Record<string, () => Promise<Response>> = {
  'z3.wasm': async () => new Response(new Uint8Array(await readFile(wasm)), { headers: { 'content-type': 'application/wasm' } }),
  'z3.wasm.gz': async () => new Response(new Uint8Array(gzipSync(await readFile(wasm), { level: 1 })), { headers: { 'content-type': 'application/gzip' } }),
  'untyped.wasm': async () => new Response(new Uint8Array(await readFile(wasm)), { headers: { 'content-type': 'application/octet-stream' } }),
  'broken.wasm': async () => new Response('no wasm', { headers: { 'content-type': 'application/wasm' } }),
  'missing.wasm': async () => new Response('', { status: 404, statusText: 'Not Found' })
};

let savedFetch: typeof fetch;

beforeEach(() => {
  savedFetch = globalThis.fetch;
  globalThis.fetch = async url => files[String(url).replace(`${base}/`, '')]();
  Object.assign(globalThis, {
    importScripts: () => Object.assign(globalThis, { initZ3: jest.requireActual<Z3Factory>(script) })
  });
});

afterEach(() => {
  globalThis.fetch = savedFetch;
  Reflect.deleteProperty(globalThis, 'importScripts');
  Reflect.deleteProperty(globalThis, 'initZ3');
});

const load = (file: string) => loadWorkerSolver({ scriptUrl: `${base}/z3-built.js`, wasmUrl: `${base}/${file}` });

test.each(['z3.wasm', 'z3.wasm.gz', 'untyped.wasm'])('loads %s and decides', async file => {
  const solver = await load(file);
  expect(solver.check('(declare-const x Int)(assert (and (> x 3) (< x 4)))').kind).toBe('unsat');
}, 60_000);

test.each(['broken.wasm', 'missing.wasm'])('rejects on %s instead of waiting for ever', async file => {
  await expect(load(file)).rejects.toThrow();
});
