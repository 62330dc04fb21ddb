/** The one place that names the worker's script: the builder finds it by this expression. */
export const startWorker = (): Worker => new Worker(new URL('./worker.js', import.meta.url));
