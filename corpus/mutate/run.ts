/** Lifts the mutants of kernels and runs those that are verified, to see whether what is said of them is true. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LiftResult } from '../../src/engine/result';
import { AgreementHarness, type Agreement, type AgreementRequest } from '../tools/agreement';
import type { Entry, Recipe } from '../tools/corpus';
import { LiftProcess } from '../tools/lift-process';
import { fateOf, sameTheorems, type Fate } from './judge';
import { describeMutant, mutantsOf, type Mutant } from './mutants';

export type MutationOptions = {
  readonly root: string;
  readonly entries: readonly Entry[];
  /** The bundle of corpus/tools/lifter.ts. */
  readonly lifter: string;
  /** A Python with torch and triton; null: nothing is run. */
  readonly python: string | null;
  /** Only every n-th mutant of a kernel, beginning with `offset`. */
  readonly every: number;
  readonly offset: number;
  /** Milliseconds for one lift, and for all of it: what is left then is not looked at. */
  readonly limitMs: number;
  readonly budgetMs: number;
  /** Called with each line worth reading as it comes up. */
  readonly say: (line: string) => void;
};

export type MutationCount = Record<Fate | 'too slow', number> & { differs: number; agrees: number };

/** Launches on which a verified mutant is held against its formula. */
const LAUNCHES = 8;
const TOO_SLOW = /^no result in/;
/** What the engine says of a source that stores nothing any more. */
const NO_KERNEL = /^no kernel named/;

/** Counts of fates for each operator, and a line for everything that needs a look. */
export async function runMutation(options: MutationOptions): Promise<ReadonlyMap<string, MutationCount>> {
  const lifts = new LiftProcess(options.lifter, options.limitMs);
  const harness = options.python ? new AgreementHarness(options.root, options.python) : null;
  const counts = new Map<string, MutationCount>();
  const end = Date.now() + options.budgetMs;
  for (const entry of options.entries) {
    const original = (await lifts.lift(entry, false)).results;
    if (typeof original === 'string' || !original.some(r => r.verdict === 'verified')) {
      options.say(`${entry.id}: skipped, ${typeof original === 'string' ? original : 'not verified itself'}`);
      continue;
    }
    const mutants = mutantsOf(readFileSync(entry.path, 'utf8')).filter((_, k) => k % options.every === options.offset % options.every);
    for (const mutant of mutants) {
      if (Date.now() > end) {
        options.say('the time is up');
        break;
      }
      await judgeOne(entry, original, mutant);
    }
  }
  lifts.dispose();
  harness?.dispose();
  return counts;

  async function judgeOne(entry: Entry, original: readonly LiftResult[], mutant: Mutant): Promise<void> {
    const count = countOf(counts, mutant.operator);
    const path = writeMutant(options.root, entry, mutant);
    const { results } = await lifts.lift({ ...entry, path }, false);
    if (typeof results === 'string' && TOO_SLOW.test(results)) {
      count['too slow'] += 1;
      return;
    }
    if (typeof results === 'string' && NO_KERNEL.test(results)) {
      count['not verified'] += 1;
      return;
    }
    const fate = fateOf(original, results);
    count[fate] += 1;
    if (fate === 'error') {
      const why = typeof results === 'string' ? results : results.find(r => r.verdict === 'error')!.summary;
      options.say(`ERROR ${entry.id} | ${describeMutant(mutant)} | ${why}`);
    }
    if (typeof results === 'string' || fate === 'not verified') {
      return;
    }
    const same = new Set(sameTheorems(original, results));
    // Variants that an unchanged theorem was found for are run too: only a run tells an equivalent mutant from a wrong proof.
    for (const result of results.filter(r => r.verdict === 'verified')) {
      const outcome = harness ? await compare(harness, requestOf(entry, path, result)) : null;
      count.differs += outcome?.outcome === 'differs' ? 1 : 0;
      count.agrees += outcome?.outcome === 'agrees' ? 1 : 0;
      if (outcome?.outcome === 'differs' || same.has(result)) {
        options.say(`${label(outcome)} ${same.has(result) ? 'same theorem' : 'another theorem'} ${entry.id} | ${describeMutant(mutant)} | ${outcome?.why ?? ''}`);
      }
    }
  }
}

/** A mutant may be badly conditioned: what differs in the tensors' own precision is run again with float64 tensors. */
async function compare(harness: AgreementHarness, request: AgreementRequest): Promise<Agreement> {
  const outcome = await harness.check(request);
  return outcome.outcome === 'differs' ? harness.check({ ...request, recipe: inFloat64(request.recipe) }) : outcome;
}

const inFloat64 = (recipe: Recipe): Recipe => JSON.parse(JSON.stringify(recipe).replace(/\bb?f(?:16|32)\[/g, 'f64[')) as Recipe;

const label = (outcome: Agreement | null): string =>
  outcome === null ? 'not run' : outcome.outcome === 'differs' ? 'WRONG' : outcome.outcome === 'agrees' ? `agrees on ${outcome.compared}` : `${outcome.outcome}:`;

const requestOf = (entry: Entry, file: string, result: LiftResult): AgreementRequest => ({
  id: entry.id,
  file,
  recipe: entry.recipe,
  torch: result.torch,
  preconditions: result.preconditions.map(p => p.expr),
  variant: result.variant,
  launches: LAUNCHES,
  timeout: 30
});

function countOf(counts: Map<string, MutationCount>, operator: string): MutationCount {
  let count = counts.get(operator);
  if (!count) {
    count = { 'not verified': 0, 'another theorem': 0, 'same theorem': 0, error: 0, 'too slow': 0, differs: 0, agrees: 0 };
    counts.set(operator, count);
  }
  return count;
}

let written = 0;

/** A file of its own for each mutant: Python keeps modules by their names. */
function writeMutant(root: string, entry: Entry, mutant: Mutant): string {
  const folder = join(root, '.corpus/mutants');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${entry.id}-${process.pid}-${written++}.py`);
  writeFileSync(path, mutant.source);
  return path;
}

/** The counts as a table in plain text. */
export function mutationTable(counts: ReadonlyMap<string, MutationCount>): string {
  const columns = ['not verified', 'another theorem', 'same theorem', 'error', 'too slow', 'agrees', 'differs'] as const;
  const rows = [...counts].map(([operator, count]) => [operator, ...columns.map(c => String(count[c]))]);
  const total = ['all', ...columns.map(c => String([...counts.values()].reduce((sum, count) => sum + count[c], 0)))];
  return [['operator', ...columns], ...rows, total].map(([first, ...rest]) => `${first.padEnd(26)}${rest.map(cell => cell.padStart(17)).join('')}`).join('\n');
}
