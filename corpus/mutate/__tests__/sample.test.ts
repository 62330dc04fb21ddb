/**
 * Mutants of a few kernels, lifted: none may be an error, and those of which nothing tells that they were changed are known
 * here, each with the reason why it computes the same. A new one is a wrong proof until it has been looked at.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LiftContext, LiftResult } from '../../../src/engine/result';
import { loadNodeSolver } from '../../../src/engine/verify/z3/node';
import { ownKernels } from '../../tools/corpus';
import { liftSource } from '../../tools/lift-entry';
import { fateOf } from '../judge';
import { describeMutant, mutantsOf } from '../mutants';

const root = join(__dirname, '../../..');
const MINUTES = 300_000;
/** Every n-th mutant is lifted. */
const STRIDE = process.env.ALL_MUTANTS ? 1 : 9;

type Sample = { readonly id: string; readonly equivalent: Readonly<Record<string, string>> };

const samples: readonly Sample[] = [
  { id: 'relu', equivalent: {} },
  { id: 'row_sum', equivalent: {} },
  { id: 'row_max', equivalent: {} },
  { id: 'loop_row_sum', equivalent: {} },
  {
    id: 'online_softmax_normalizer',
    equivalent: {
      'constant changed, line 10: 0.0 → 1.0': 'the first rescale multiplies it by exp(-inf), which is 0',
      'loop bound off by one, line 11: n_cols → ((n_cols) + 1)': 'one more tile, all masked off, adds nothing'
    }
  }
];

let context: LiftContext;

beforeAll(async () => {
  context = { solver: await loadNodeSolver(), now: () => performance.now() };
}, MINUTES);

test.each(samples.map(sample => [sample.id, sample] as const))('%s', (id, { equivalent }) => {
  const entry = ownKernels(root).find(e => e.id === id)!;
  const source = readFileSync(entry.path, 'utf8');
  const original = liftSource(source, entry.recipe, context) as LiftResult[];
  expect(original.map(r => r.verdict)).toEqual(['verified']);
  const found = mutantsOf(source).filter((_, k) => k % STRIDE === 0).flatMap(mutant => {
    const results = liftSource(mutant.source, entry.recipe, context);
    const gone = typeof results === 'string' && results.startsWith('no kernel named');
    const fate = gone ? 'not verified' : fateOf(original, results);
    return fate === 'error' || fate === 'same theorem' ? [`${fate}: ${describeMutant(mutant)}`] : [];
  });
  expect(found.filter(line => !(line.replace('same theorem: ', '') in equivalent))).toEqual([]);
}, MINUTES);
