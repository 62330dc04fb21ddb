/** Runs tasks one after the other on several workers at once. */

/** Calls `run` for each task, on whichever worker is free; results come in the order of the tasks. */
export async function onWorkers<W, T, R>(workers: readonly W[], tasks: readonly T[], run: (task: T, worker: W) => Promise<R>): Promise<R[]> {
  const results: R[] = new Array<R>(tasks.length);
  let next = 0;
  const work = async (worker: W): Promise<void> => {
    while (next < tasks.length) {
      const k = next++;
      results[k] = await run(tasks[k], worker);
    }
  };
  await Promise.all(workers.map(work));
  return results;
}
