/** The bench: lifts the suite and the own corpus, holds each formula against the real kernel, writes the report. */
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AgreementHarness } from '../corpus/tools/agreement';
import type { Entry } from '../corpus/tools/corpus';
import { LiftProcess } from '../corpus/tools/lift-process';
import { ablated, ablationSection } from './ablation';
import { egraphSection } from './egraph/section';
import { growthSection } from './growth';
import { ENTRIES, GROUP_NAMES, type GroupedRow, type GroupName } from './groups';
import { measure, missing, type Worker } from './measure';
import { onWorkers } from './pool';
import { report } from './report';
import { agrees, isDone, outcomeOf, reason } from './rows';

export type BenchOptions = {
  readonly root: string;
  /** The bundle of corpus/tools/lifter.ts. */
  readonly lifter: string;
  /** A Python with torch and triton; null: no agreement. */
  readonly python: string | null;
  /** Only entries whose id has one of these in it, or of the groups so named; all, when empty. */
  readonly only: readonly string[];
  /** Whether each entry is lifted twice, to time the second. */
  readonly twice: boolean;
  readonly limitMs: number;
  readonly workers: number;
  /** Which rows of an earlier run of all are kept: none, those that are done, or all. */
  readonly keep: 'none' | 'done' | 'all';
  /** Measure nothing: report the rows that are kept. */
  readonly soFar: boolean;
  /** Growth, ablation and the e-graph too. */
  readonly further: boolean;
  /** Where to write the report; null: nowhere. */
  readonly out: string | null;
};

type Task = { readonly group: GroupName; readonly entry: Entry };

/** Runs the bench; prints a line for each row to stderr. */
export async function bench(options: BenchOptions): Promise<readonly GroupedRow[]> {
  const workers = Array.from({ length: options.workers }, () => workerOf(options));
  const kept = new Kept(options.only.length > 0 && options.keep === 'none' ? null : join(options.root, '.corpus/bench-rows.jsonl'), options.keep);
  const tasks = GROUP_NAMES.flatMap(group => ENTRIES[group](options.root).map(entry => ({ group, entry }))).filter(task => isChosen(task, options.only) && (!options.soFar || kept.get(task)));
  const grouped = await onWorkers(workers, tasks, async (task, worker) => kept.get(task) ?? kept.add(await run(task, worker, options.twice)));
  const further = options.further ? await measureFurther(options.root, grouped, tasks, workers) : [];
  workers.forEach(({ lifts, harness }) => {
    lifts.dispose();
    harness?.dispose();
  });
  if (options.out) {
    mkdirSync(dirname(join(options.root, options.out)), { recursive: true });
    writeFileSync(join(options.root, options.out), report(grouped, further));
  }
  return grouped;
}

const workerOf = ({ root, lifter, python, limitMs }: BenchOptions): Worker => ({
  lifts: new LiftProcess(lifter, limitMs),
  harness: python ? new AgreementHarness(root, python) : null
});

const isChosen = ({ group, entry }: Task, only: readonly string[]): boolean => only.length === 0 || only.some(part => part === group || entry.id.includes(part));

async function run({ group, entry }: Task, worker: Worker, twice: boolean): Promise<GroupedRow> {
  const row = existsSync(entry.path) ? await measure(entry, worker, twice) : missing(entry);
  console.error(line({ group, row }));
  return { group, row };
}

async function measureFurther(root: string, grouped: readonly GroupedRow[], tasks: readonly Task[], workers: readonly Worker[]): Promise<string[]> {
  const wanted = new Set(ablated(grouped.map(g => g.row)).map(row => row.id));
  const entries = tasks.map(task => task.entry).filter(entry => wanted.has(entry.id));
  return [...(await growthSection(root, workers[0])), ...(await ablationSection(entries, workers)), ...egraphSection(root)];
}

function line({ row }: GroupedRow): string {
  const agreement = { true: 'agrees', false: 'DISAGREES', null: '' }[String(agrees(row)) as 'true' | 'false' | 'null'];
  return [row.id, outcomeOf(row), agreement, `${row.warm.toFixed(0)} ms`, reason(row).replace(/\s+/g, ' ')].filter(Boolean).join('  ');
}

/** Rows on disk, so that an interrupted run of all can go on, or be made of parts; without a path, nowhere. */
class Kept {
  private readonly rows = new Map<string, GroupedRow>();

  constructor(private readonly path: string | null, keep: BenchOptions['keep']) {
    if (path === null) {
      return;
    }
    const lines = existsSync(path) && keep !== 'none' ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : [];
    mkdirSync(dirname(path), { recursive: true });
    rmSync(path, { force: true });
    lines
      .map(text => JSON.parse(text) as GroupedRow)
      .filter(({ row }) => keep === 'all' || isDone(row))
      .forEach(grouped => this.rows.set(grouped.row.id, this.add(grouped)));
  }

  get({ entry }: Task): GroupedRow | undefined {
    return this.rows.get(entry.id);
  }

  add(grouped: GroupedRow): GroupedRow {
    if (this.path !== null) {
      appendFileSync(this.path, `${JSON.stringify(grouped)}\n`);
    }
    return grouped;
  }
}
