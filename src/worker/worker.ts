/** The worker's script: a classic worker, since Z3 comes by `importScripts`. */
import { lift } from '../engine/lift';
import { loadWorkerSolver } from '../engine/verify/z3/worker';
import { serve } from './serve';

const solver = loadWorkerSolver({
  scriptUrl: new URL('z3-solver/build/z3-built.js', import.meta.url).href,
  wasmUrl: new URL('./z3-built.wasm.gz', import.meta.url).href,
  gzip: true
});

const answer = serve({ lift, solver, now: () => performance.now(), post: response => self.postMessage(response) });

self.addEventListener('message', event => void answer(event.data));
