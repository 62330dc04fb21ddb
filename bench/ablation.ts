/** What each part of synthesis is worth: kernels with loops, lifted again without it. */
import type { Entry } from '../corpus/tools/corpus';
import type { SynthesisOptions } from '../src/engine/result';
import type { Worker } from './measure';
import { onWorkers } from './pool';
import { hasLoops, outcomeOf, type Row } from './rows';
import { quantile, table } from './text';

type Switches = { readonly title: string; readonly options: SynthesisOptions };

const FULL: SynthesisOptions = { topDown: true, bottomUp: true, pruning: true };

const SWITCHES: readonly Switches[] = [
  { title: 'everything', options: FULL },
  { title: '`--no-top-down`', options: { ...FULL, topDown: false } },
  { title: '`--no-bottom-up`', options: { ...FULL, bottomUp: false } },
  { title: '`--no-pruning`', options: { ...FULL, pruning: false } }
];

/** Slower kernels are left out: with four lifts each they would take most of the bench's time. */
const SLOWEST_MS = 3000;

type Trial = { readonly verified: boolean; readonly formula: boolean; readonly ms: number };

/** The kernels to lift again: with a closed loop, verified, quick. */
export const ablated = (rows: readonly Row[]): readonly Row[] =>
  rows.filter(row => hasLoops(row) && outcomeOf(row) === 'verified' && row.cold < SLOWEST_MS);

/** A table with a row for each switch. */
export async function ablationSection(entries: readonly Entry[], workers: readonly Worker[]): Promise<string[]> {
  const rows: string[][] = [];
  for (const { title, options } of SWITCHES) {
    const trials = await onWorkers(workers, entries, (entry, worker) => trial(entry, options, worker));
    const of = (test: (t: Trial) => boolean) => String(trials.filter(test).length);
    rows.push([title, of(t => t.verified), of(t => t.formula && !t.verified), of(t => !t.formula), quantile(trials.map(t => t.ms), 0.5), (trials.reduce((sum, t) => sum + t.ms, 0) / 1000).toFixed(1)]);
  }
  return [
    '## Ablation',
    '',
    `${entries.length} kernels with loops, all that are verified and lifted in less than ${SLOWEST_MS / 1000} s, lifted without one part of synthesis.`,
    '',
    ...table(['synthesis with', 'verified', 'formula, not verified', 'no formula', 'median ms', 'seconds, all'], rows),
    ''
  ];
}

async function trial(entry: Entry, options: SynthesisOptions, { lifts }: Worker): Promise<Trial> {
  const { results, cold } = await lifts.lift(entry, false, options);
  if (typeof results === 'string') {
    return { verified: false, formula: false, ms: cold };
  }
  return { verified: results.every(r => r.verdict === 'verified'), formula: results.every(r => r.outputs.length > 0), ms: cold };
}
