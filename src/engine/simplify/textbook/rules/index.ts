/** The rules of the textbook form. Each is proved in the test suite, once, from the axioms. */
import type { Equation } from '../equation';
import { activationRules } from './activations';
import { conventions } from './conventions';
import { exponentials } from './exponentials';
import { extrema } from './extrema';
import { foldExtrema } from './fold-extrema';
import { folds } from './folds';
import { fractions } from './fractions';
import { hyperbolic } from './hyperbolic';
import { logarithms } from './logarithms';
import { logic } from './logic';
import { powers } from './powers';
import { ring } from './ring';
import { roots } from './roots';
import { selection } from './selection';
import { shifts } from './shifts';
import { softplusRules } from './softplus';
import { statistics } from './statistics';
import { trigonometric } from './trigonometric';

/** By subject. */
export const subjects: Readonly<Record<string, readonly Equation[]>> = {
  ring,
  fractions,
  powers,
  roots,
  exponentials,
  logarithms,
  softplus: softplusRules,
  hyperbolic,
  trigonometric,
  activations: activationRules,
  conventions,
  selection,
  logic,
  extrema,
  folds,
  'fold extrema': foldExtrema,
  statistics,
  shifts
};

export const rules: readonly Equation[] = Object.values(subjects).flat();

/** The rules that none of the steps given by name has used. */
export function unusedRules(used: Iterable<string>): readonly Equation[] {
  const names = new Set(used);
  return rules.filter(r => !names.has(r.name));
}
