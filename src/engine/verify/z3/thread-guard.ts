/**
 * The wasm build of Z3 may try to start a thread from a synchronous call. In a browser's worker that call then waits for ever for a
 * thread that cannot start. While the guard is up, starting one throws instead, and the hang becomes an exception.
 */

/** Thrown in place of starting a thread. */
export class ThreadStarted extends Error {
  constructor() {
    super('Z3 tried to start a thread; only single-threaded calls are allowed');
    this.name = 'ThreadStarted';
  }
}

class NoWorker {
  constructor() {
    throw new ThreadStarted();
  }
}

/** Runs `action` with the global `Worker` replaced by a class that throws, and puts the old one back. */
export function withoutThreads<T>(action: () => T): T {
  const before = Object.getOwnPropertyDescriptor(globalThis, 'Worker');
  Object.defineProperty(globalThis, 'Worker', { value: NoWorker, configurable: true, writable: true });
  try {
    return action();
  } finally {
    if (before) {
      Object.defineProperty(globalThis, 'Worker', before);
    } else {
      Reflect.deleteProperty(globalThis, 'Worker');
    }
  }
}
