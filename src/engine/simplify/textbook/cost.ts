/**
 * What a formula costs its reader: the sum of the weights of its operators. Binders are dear, familiar operators cheap, and an
 * operator with a name is cheaper than anything that it stands for.
 */
import type { Cost } from '../../egraph';
import { isConstantOp, constantOf } from './language';
import { folds } from '../../term';
import { operators } from './operators';

const weights: Readonly<Record<string, number>> = {
  add: 2,
  sub: 2,
  mul: 2,
  div: 2.5,
  neg: 1.5,
  pow: 2,
  max2: 3,
  min2: 3,
  abs: 2,
  select: 8,
  exp: 2,
  exp2: 5,
  expm1: 4,
  log: 2,
  log2: 5,
  log10: 5,
  log1p: 4,
  sqrt: 2.5,
  sigmoid: 2,
  tanh: 2.5,
  erf: 3,
  sin: 2.5,
  cos: 2.5,
  sinh: 4,
  cosh: 4,
  toreal: 0.1,
  pi: 1,
  inf: 2,
  '-inf': 3,
  true: 0.1,
  false: 1,
  sum: 6,
  prod: 7,
  max: 7,
  min: 7,
  any: 7,
  all: 7,
  argmax: 8,
  argmin: 8,
  and: 2,
  or: 2,
  not: 1,
  lt: 2,
  le: 2,
  eq: 2
};
const LEAF = 1.5;
const OTHER = 4;

/** What stands under a binder is read for each index: so factors, summands and functions stand outside where they can. */
const UNDER_BINDER = 1.25;
/** An operator that formulas are not shown with costs more than any formula. */
const HIDDEN = 1e6;
const NAMED = 1.5;

/** For each operator with a name, how much of each child the reader has to read. */
const named = new Map(
  operators.map(o => [o.name, { isShown: o.shown === 'named', children: o.parameters.filter(p => p.role !== 'index').map(p => (p.role === 'function' ? UNDER_BINDER : p.role === 'guard' || o.text.includes(`{${p.name}}`) ? 1 : 0)) }])
);

/** The weight of an operator by itself. */
function weightOf(op: string): number {
  if (op.startsWith('%') || op.startsWith('#')) {
    return LEAF;
  }
  if (isConstantOp(op)) {
    const { numerator, denominator } = constantOf(op);
    const digits = `${numerator < 0n ? -numerator : numerator}`.length + (denominator === 1n ? 0 : `${denominator}`.length);
    return 0.8 + 0.1 * digits + (numerator < 0n ? 1 : 0) + (denominator === 1n ? 0 : 1);
  }
  return weights[op] ?? OTHER;
}

const isBinding = (op: string): boolean => op in folds || op.startsWith('recur:');

const costWith =
  (allowed: 'none' | 'shown' | 'all'): Cost =>
  (op, children) => {
    const inside = children.reduce((sum, c) => sum + c, 0);
    const operator = named.get(op);
    if (!operator) {
      return weightOf(op) + (isBinding(op) ? UNDER_BINDER * inside : inside);
    }
    if (allowed === 'none' || (allowed === 'shown' && !operator.isShown)) {
      return HIDDEN + inside;
    }
    const shown = children.reduce((sum, c, k) => sum + operator.children[k] * c, NAMED);
    return Math.max(shown, Math.max(0, ...children) + 0.1);
  };

/** The cost of a formula with named operators. */
export const costOf: Cost = costWith('shown');
/** The cost of a formula in the terms of the language alone. */
export const plainCostOf: Cost = costWith('none');
/** The cost of a formula that may be any operator of PyTorch. */
export const callCostOf: Cost = costWith('all');
