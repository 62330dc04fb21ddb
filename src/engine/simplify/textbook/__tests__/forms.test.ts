/** Laws of activations and of conventions, from the axioms. */
import { loadSolver } from '../../__tests__/prove';
import { activationRules } from '../rules/activations';
import { conventions } from '../rules/conventions';
import { showWitness, tryOut } from './instances';
import { RowProver } from './prove-row';

beforeAll(loadSolver);

test.each([...activationRules, ...conventions].map(r => [r.name, r] as const))('%s', (_, row) => {
  const { witness, defined } = tryOut(row, 1000, 1);
  expect(witness && showWitness(witness)).toBeNull();
  expect(defined).toBeGreaterThan(0);
  expect(new RowProver(row).prove()).toMatchObject({ kind: 'proved' });
});
