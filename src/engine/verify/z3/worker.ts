/** Z3 inside a classic web worker, without cross-origin isolation. */
import type { Solver } from '../solver';
import { silent, type Z3Factory, type Z3ModuleOptions } from './module';
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

async function instantiate(response: Response, imports: WebAssembly.Imports): Promise<WebAssembly.WebAssemblyInstantiatedSource> {
  // Streaming insists on the MIME type, which a server may not know.
  return response.headers.get('content-type') === 'application/wasm'
    ? WebAssembly.instantiateStreaming(response, imports)
    : WebAssembly.instantiate(await response.arrayBuffer(), imports);
}

/** Loads Z3 into the worker that calls it. Rejects when a file cannot be had or is no wasm. */
export async function loadWorkerSolver(options: WorkerSolverOptions): Promise<Solver> {
  const scope = globalThis as unknown as WorkerScope;
  revealSharedArrayBuffer();
  if (!scope.initZ3) {
    scope.importScripts(options.scriptUrl);
  }
  const factory = scope.initZ3;
  if (!factory) {
    throw new Error(`${options.scriptUrl} does not define initZ3`);
  }
  const gzip = options.gzip ?? new URL(options.wasmUrl, options.scriptUrl).pathname.endsWith('.gz');
  // Emscripten's own promise never settles when its hook fails, so the failure is raced against it.
  const module = await new Promise<Awaited<ReturnType<Z3Factory>>>((resolve, reject) => {
    const instantiateWasm: NonNullable<Z3ModuleOptions['instantiateWasm']> = (imports, receive) => {
      fetchWasm(options.wasmUrl, gzip)
        .then(response => instantiate(response, imports))
        .then(source => receive(source.instance, source.module))
        .catch(reject);
      return {};
    };
    factory({ ...silent, locateFile: () => options.wasmUrl, instantiateWasm }).then(resolve, reject);
  });
  return textSolver(module);
}
