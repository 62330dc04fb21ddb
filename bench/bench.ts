/** The bench: lifts the suite and the own corpus, holds each formula against the real kernel, writes the report. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AgreementHarness } from '../corpus/tools/agreement';
import { ownKernels, suiteKernels, type Entry } from '../corpus/tools/corpus';
import { LiftProcess } from '../corpus/tools/lift-process';
import { report, type Group } from './report';
import { agrees, measure, reason, verdictOf, type Row } from './rows';

export type BenchOptions = {
  readonly root: string;
  /** The bundle of corpus/tools/lifter.ts. */
  readonly lifter: string;
  /** A Python with torch and triton; null: no agreement. */
  readonly python: string | null;
  /** Only entries whose id has one of these in it; all, when empty. */
  readonly only: readonly string[];
  /** Whether each entry is lifted twice, to time the second. */
  readonly twice: boolean;
  readonly limitMs: number;
  /** Where to write the report; null: nowhere. */
  readonly out: string | null;
};

const GROUPS: readonly { title: string; note: string; entries: (root: string) => Entry[] }[] = [
  {
    title: 'Kernels of packages',
    note: 'Kernels without loops or close to it, from pinned releases, cut out by syntax with their helpers. Their packages are never imported.',
    entries: suiteKernels
  },
  { title: 'Own kernels', note: 'Written for this project: `corpus/kernels`.', entries: ownKernels }
];

/** Runs the bench; prints a line for each row to stderr. */
export async function bench(options: BenchOptions): Promise<readonly Group[]> {
  const lifts = new LiftProcess(options.lifter, options.limitMs);
  const harness = options.python ? new AgreementHarness(options.root, options.python) : null;
  const groups: Group[] = [];
  for (const { title, note, entries } of GROUPS) {
    const chosen = entries(options.root).filter(entry => options.only.length === 0 || options.only.some(part => entry.id.includes(part)));
    const rows: Row[] = [];
    for (const entry of chosen) {
      const row = existsSync(entry.path) ? await measure(entry, lifts, harness, options.twice) : missing(entry);
      rows.push(row);
      console.error(line(row));
    }
    groups.push({ title, note, rows });
  }
  lifts.dispose();
  harness?.dispose();
  if (options.out) {
    mkdirSync(dirname(join(options.root, options.out)), { recursive: true });
    writeFileSync(join(options.root, options.out), report(groups));
  }
  return groups;
}

const missing = (entry: Entry): Row => ({ entry, results: [], failure: 'not fetched', agreements: [], cold: 0, warm: 0 });

function line(row: Row): string {
  const agreement = { true: 'agrees', false: 'DISAGREES', null: '' }[String(agrees(row)) as 'true' | 'false' | 'null'];
  return [row.entry.id, verdictOf(row), agreement, `${row.warm.toFixed(0)} ms`, reason(row).replace(/\s+/g, ' ')].filter(Boolean).join('  ');
}
