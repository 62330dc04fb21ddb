/** Tempting wrong rules: none is proved, and each fails at concrete values, which stand in the table. */
import { loadSolver } from '../../__tests__/prove';
import { readBadRules, writeWitnesses } from './bad-rules';
import { showWitness, tryOut } from './instances';
import { RowProver } from './prove-row';

beforeAll(loadSolver);

const rows = readBadRules();
const found = new Map(rows.map(r => [r.name, tryOut(r, 4000, 1).witness]));
const texts = new Map([...found].flatMap(([name, witness]) => (witness ? [[name, showWitness(witness)] as const] : [])));
const isUpdating = process.env.UPDATE_GOLDENS !== undefined;

test('there are at least 60, with titles of their own', () => {
  expect(rows.length).toBeGreaterThanOrEqual(60);
  expect(texts.size).toBe(rows.length);
  if (isUpdating) {
    writeWitnesses(texts);
  }
});

test.each(rows.map(r => [r.name, r] as const))('%s', (name, row) => {
  expect(found.get(name)).not.toBeNull();
  expect(isUpdating ? texts.get(name) : row.fails).toBe(texts.get(name));
  // A small budget: what is wrong has a model, and needs no search for a proof.
  expect(new RowProver(row, null, 150_000).prove().kind).toBe('open');
});
