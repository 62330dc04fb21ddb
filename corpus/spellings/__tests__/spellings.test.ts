/**
 * Several kernels for one operator: each is verified, computes the operator, and comes out as the same formula. Operators whose formulas
 * still differ are marked `pending` in the manifest, with the reason; a mark that is no longer true fails.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { LiftContext, LiftResult } from '../../../src/engine/result';
import { loadNodeSolver } from '../../../src/engine/verify/z3/node';
import { AgreementHarness } from '../../tools/agreement';
import { liftSource } from '../../tools/lift-entry';
import { spelledOperators, type Spelling } from '../../tools/spellings';

const root = join(__dirname, '../../..');
const operators = spelledOperators(root);
const all = operators.flatMap(o => o.spellings);
const python = process.env.TRITON_LIFT_PYTHON ?? 'python3';
const SECONDS = 120_000;

let context: LiftContext;
const results = new Map<string, LiftResult>();

beforeAll(async () => {
  context = { solver: await loadNodeSolver(), now: () => performance.now(), formMilliseconds: 60_000 };
}, SECONDS);

/** The one result of a spelling. */
function resultOf({ path, recipe }: Spelling): LiftResult {
  let result = results.get(path);
  if (!result) {
    const lifted = liftSource(readFileSync(path, 'utf8'), recipe, context);
    if (typeof lifted === 'string' || lifted.length !== 1) {
      throw new Error(typeof lifted === 'string' ? lifted : `${lifted.length} results`);
    }
    result = lifted[0];
    results.set(path, result);
  }
  return result;
}

const formulaOf = (spelling: Spelling): string => resultOf(spelling).outputs.map(o => `${o.target} = ${o.text} for ${o.domain}`).join('\n');

const hasTriton = (() => {
  try {
    execFileSync(python, ['-c', 'import torch, triton'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

test('there are at least 20 operators of three spellings, and no file without its row', () => {
  expect(operators.filter(o => o.spellings.length >= 3).length).toBeGreaterThanOrEqual(20);
  const files = operators.flatMap(o => readdirSync(join(root, 'corpus/spellings', o.operator)).filter(name => name.endsWith('.py')));
  expect(files.sort()).toEqual(all.map(s => basename(s.path)).sort());
});

test.each(all.map(s => [s.operator, s.name, s] as const))('%s, %s: verified', (_operator, _name, spelling) => {
  expect(resultOf(spelling).verdict).toBe('verified');
}, SECONDS);

describe('one formula for all spellings', () => {
  for (const { operator, spellings, pending } of operators) {
    (pending === null ? test : test.failing)(operator, () => {
      const [first, ...rest] = spellings.map(formulaOf);
      expect(rest).toEqual(rest.map(() => first));
    }, SECONDS);
  }
});

(hasTriton ? describe : describe.skip)('the kernels compute the operator', () => {
  const harness = new AgreementHarness(root, python);
  afterAll(() => harness.dispose());

  test.each(all.map(s => [s.operator, s.name, s] as const))('%s, %s', async (_operator, _name, { path, recipe }) => {
    const answer = await harness.check({ id: path, file: path, recipe, torch: null, preconditions: [], variant: {}, launches: 8 });
    expect(answer).toMatchObject({ outcome: 'agrees' });
  }, SECONDS);
});
