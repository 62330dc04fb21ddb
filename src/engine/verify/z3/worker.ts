/** Z3 inside a classic web worker, without cross-origin isolation. */
import type { Solver } from '../solver';
import { silent, type Z3Factory, type Z3Module, type Z3ModuleOptions } from './module';
import { textSolver } from './text-solver';

export type WorkerSolverOptions = {
  /** z3-built.js; it defines the global `initZ3`. */
  readonly scriptUrl: string;
  readonly wasmUrl: string;
  /** Whether `wasmUrl` is gzipped; by default, if its path ends in `.gz`. */
  readonly gzip?: boolean;
};

type WorkerScope = {
  importScripts(...urls: string[]): void;
  initZ3?: Z3Factory;
};

/**
 * Pages that are not isolated hide the name SharedArrayBuffer, but a shared wasm memory still has one, and so its constructor.
 * The emscripten code only tests for the name.
 */
function revealSharedArrayBuffer(): void {
  if (typeof globalThis.SharedArrayBuffer === 'undefined') {
    const memory = new WebAssembly.Memory({ shared: true, initial: 0, maximum: 0 });
    Object.defineProperty(globalThis, 'SharedArrayBuffer', { value: memory.buffer.constructor, configurable: true, writable: true });
  }
}

async function fetchWasm(url: string, gzip: boolean): Promise<Response> {
  const response = await fetch(url, { credentials: 'same-origin' });
  if (!response.ok || !response.body) {
    throw new Error(`${url}: ${response.status} ${response.statusText}`);
  }
  return gzip
    ? new Response(response.body.pipeThrough(new DecompressionStream('gzip')), { headers: { 'content-type': 'application/wasm' } })
    : response;
}

async function compile(response: Response): Promise<WebAssembly.Module> {
  // Streaming insists on the MIME type, which a server may not know.
  return response.headers.get('content-type') === 'application/wasm'
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}

/** Emscripten's own promise never settles when its hook fails, so the failure is raced against it. */
function start(factory: Z3Factory, wasm: WebAssembly.Module): Promise<Z3Module> {
  return new Promise((resolve, reject) => {
    const instantiateWasm: NonNullable<Z3ModuleOptions['instantiateWasm']> = (imports, receive) => {
      WebAssembly.instantiate(wasm, imports).then(instance => receive(instance, wasm)).catch(reject);
      return {};
    };
    factory({ ...silent, instantiateWasm }).then(resolve, reject);
  });
}

/** Loads Z3 into the worker that calls it. Rejects when a file cannot be had or is no wasm. */
export async function loadWorkerSolver(options: WorkerSolverOptions): Promise<Solver> {
  const scope = globalThis as unknown as WorkerScope;
  const gzip = options.gzip ?? new URL(options.wasmUrl, options.scriptUrl).pathname.endsWith('.gz');
  // Compiled before Z3's script runs, which would otherwise wait for ever for a file that does not come.
  const wasm = await compile(await fetchWasm(options.wasmUrl, gzip));
  revealSharedArrayBuffer();
  if (!scope.initZ3) {
    scope.importScripts(options.scriptUrl);
  }
  if (!scope.initZ3) {
    throw new Error(`${options.scriptUrl} does not define initZ3`);
  }
  return textSolver(await start(scope.initZ3, wasm));
}
