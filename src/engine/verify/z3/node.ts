/** Z3 under Node: the command line, the headless server and the tests. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Solver } from '../solver';
import { silent, type Z3Factory, type Z3Module } from './module';
import { textSolver } from './text-solver';

/** The copy of z3-built.js that was shipped beside the bundle, or else the installed package's. */
function locateScript(): string {
  const beside = join(__dirname, 'z3-built.js');
  return existsSync(beside) ? beside : require.resolve('z3-solver/build/z3-built.js');
}

/** The emscripten module itself, for tests that look at its threads. */
export async function loadNodeModule(): Promise<Z3Module> {
  const script = locateScript();
  // The script puts `worker_threads.Worker` into the global scope; nobody asked for that.
  const before = Object.getOwnPropertyDescriptor(globalThis, 'Worker');
  try {
    const factory = require(script) as Z3Factory;
    return await factory({ ...silent, locateFile: file => join(dirname(script), file) });
  } finally {
    if (before) {
      Object.defineProperty(globalThis, 'Worker', before);
    } else {
      Reflect.deleteProperty(globalThis, 'Worker');
    }
  }
}

let loading: Promise<Solver> | null = null;

/** The one Z3 of this process: each instance reserves two gigabytes of address space. */
export function loadNodeSolver(): Promise<Solver> {
  loading ??= loadNodeModule().then(textSolver);
  return loading;
}
