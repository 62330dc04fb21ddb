/** Operators with a name as calls of PyTorch's library: what is written, and that its numbers are those of the definition. */
import { add, apply, int, le, lt, mul, read, real, sub, TRUE, variable, type Term, type VariableTerm } from '../../term';
import type { Argument, Lifted } from '../../symbolic/lifted';
import { operators, type Operator, type Parameter } from '../../simplify/textbook/operators';
import { torchSource } from '..';
import { libraryRow } from '../torch-library';
import { testByValues } from './by-values';
import { a, B, b, decimal, float, fold, integer, iterate, lifted, n, pointer } from './fixtures';
import { operatorTerm, type Pieces } from './operator-terms';
import { hasTorch, type Run, type TensorArgument } from './run-python';

const m = variable('m', 'Int');
const x = (at: Term) => read('x', at, 'Real');
const z = (at: Term) => read('z', at, 'Int');
const row = (i: Term, j: Term) => x(add(mul(i, int(4)), j));
const toReal = (t: Term) => apply('toreal', [t]);

const X: TensorArgument = { data: [3, -1, 4, 1, -5, 9, 2, 6, 0.5, 3.5, -8, 0.25, -0.5, 1.5, -2, 0], dtype: 'float64', shape: [16], stride: [1] };
const Z: TensorArgument = { data: [3, 0, 2, 1, -7, 5], dtype: 'int32', shape: [6], stride: [1] };
const Y: TensorArgument = { data: Array(12).fill(-99), dtype: 'float64', shape: [12], stride: [1] };
const args: Argument[] = [pointer('x'), pointer('y'), pointer('z', 'int32'), integer('n'), integer('m'), integer('B'), float('a'), float('b')];
const given = { x: X, y: Y, z: Z, n: 4, m: 3, B: 2, a: 0.5, b: -1.25 };

/** y[i, j] for i < m, j < n. */
const matrix = (value: (i: VariableTerm, j: VariableTerm) => Term): Lifted => lifted(args, [{ tensor: 'y', extents: [m, n], address: (i, j) => add(mul(i, n), j), value: (i, j) => value(i, j) }]);
/** y[i] for i < m. */
const vector = (value: (i: VariableTerm) => Term): Lifted => lifted(args, [{ tensor: 'y', extents: [m], address: i => i, value: i => value(i) }]);

const within = ({ range, role }: Pick<Parameter, 'range' | 'role'>, t: Term): Term => {
  if (range === 'truth') {
    return lt(real(0), t);
  }
  if (range === 'real' && role !== 'number') {
    return t;
  }
  const magnitude = add(apply('abs', [t]), decimal(1, 10));
  return range === 'unit' ? apply('div', [magnitude, add(magnitude, real(1))]) : magnitude;
};

/** Parts of an operator; `f` gives a vector for each number, `number` the numbers. */
const piecesOf = (operator: Operator, f: (which: number, k: Term) => Term, operand: (which: number) => Term, number: Term = a): Pieces =>
  Object.fromEntries(
    operator.parameters
      .filter(p => p.role !== 'index' && p.role !== 'extent')
      .map((p, which): [string, Term | ((k: Term) => Term)] => {
        switch (p.role) {
          case 'guard':
            return [p.name, () => TRUE];
          case 'function': {
            const before = operator.parameters.slice(0, operator.parameters.indexOf(p)).filter(q => q.role === 'function').length;
            return [p.name, (k: Term) => within(p, f(before, k))];
          }
          case 'number':
            return [p.name, within(p, number)];
          default:
            return [p.name, within(p, operand(which))];
        }
      })
  );

const isScan = (o: Operator): boolean => o.when.some(c => c.startsWith('successor'));
const extentAt = (o: Operator, j: Term, extent: Term): Term => (isScan(o) ? add(j, int(1)) : extent);
const hasIndex = (o: Operator): boolean => o.parameters.some(p => p.role === 'index');
const hasBinder = (o: Operator): boolean => o.parameters.some(p => p.role === 'extent');
const find = (name: string): Operator => operators.find(o => o.name === name)!;

/** Weights along k are the same in every row. */
const ofRow = (i: Term) => (which: number, k: Term): Term => (which > 0 ? x(add(k, int(which))) : row(i, k));
const alongRow = (o: Operator, i: Term, j: Term, number?: Term): Term =>
  operatorTerm(o, extentAt(o, j, n), piecesOf(o, ofRow(i), which => (which === 0 ? row(i, j) : x(add(j, int(which)))), number), hasIndex(o) ? j : null);

/** What the code says beside its helpers. */
const bodyOf = (kernel: Lifted): string => torchSource(kernel).split('\n    # y[')[1];

type Case = readonly [title: string, kernel: Lifted, says: RegExp | null, change?: Record<string, Run['args'][string]>];

const called = operators.filter(o => libraryRow(o.name));
const isSpecial = (o: Operator): boolean => ['dot', 'attention'].includes(o.name);
/** The function that the row's template begins with. */
const headOf = (o: Operator): RegExp => (isSpecial(o) ? /matrix_product|vecdot/ : new RegExp(/torch\.[\w.]+\(/.exec(libraryRow(o.name)!.template)![0].replace(/[.(]/g, '\\$&')));

const scores = (i: Term, k: Term): Term => operatorTerm(find('dot'), n, { a: l => row(i, l), b: l => row(k, l) });
const causal = (i: Term) => (k: Term): Term => le(k, i);
const NO_CALL = /^(?!.*torch\.(softmax|cumsum|mean|nn)\b)/s;

const cases: readonly Case[] = [
  ...called.map((o): Case => [`${o.name} along its own axis`, matrix((i, j) => alongRow(o, i, j)), headOf(o)]),
  ...called.filter(o => o.parameters.some(p => p.role === 'number')).map((o): Case => [`${o.name} with a literal`, matrix((i, j) => alongRow(o, i, j, decimal(3, 4))), headOf(o)]),
  ...called.filter(hasBinder).map((o): Case => [`${o.name} of what does not vary`, matrix((i, j) => operatorTerm(o, extentAt(o, j, n), piecesOf(o, () => x(i), () => x(i)), hasIndex(o) ? j : null)), null]),
  // Attention over nothing is 0/0, so that no formula has it.
  ...called.filter(o => hasBinder(o) && !hasIndex(o) && o.name !== 'attention').map((o): Case => [`${o.name} over nothing`, vector(i => operatorTerm(o, B, piecesOf(o, ofRow(i), () => x(i)))), headOf(o), { B: 0 }]),
  ...called.filter(o => hasBinder(o) && hasIndex(o)).map((o): Case => [`${o.name} where there is no element`, matrix((i, j) => alongRow(o, i, j)), null, { n: 0 }]),
  ...called.filter(hasIndex).map((o): Case => [`${o.name} of what varies with the index too`, matrix((i, j) => operatorTerm(o, extentAt(o, j, n), piecesOf(o, (_, k) => mul(row(i, k), x(j)), () => x(i)), j)), NO_CALL]),
  ...called.filter(o => hasIndex(o) && !isScan(o)).map((o): Case => [`${o.name} over fewer elements than the index has`, matrix((i, j) => operatorTerm(o, B, piecesOf(o, ofRow(i), () => x(i)), j)), NO_CALL]),
  ['softmax at an index that is read', vector(i => operatorTerm(find('softmax'), n, { g: () => TRUE, f: k => row(i, k) }, z(i))), NO_CALL],
  ['softmax of an extent that varies', matrix((i, j) => operatorTerm(find('softmax'), add(i, int(1)), { g: () => TRUE, f: k => row(i, k) }, j)), NO_CALL],
  ['softmax under a guard', matrix((i, j) => operatorTerm(find('softmax'), n, { g: causal(i), f: k => row(i, k) }, j)), NO_CALL],
  ['logsumexp under a guard', matrix((i, j) => add(x(j), operatorTerm(find('logsumexp'), n, { g: causal(i), f: k => row(i, k) }))), /torch\.logsumexp\(torch\.where\(/],
  ['logsumexp under a guard that nothing passes', vector(i => operatorTerm(find('logsumexp'), n, { g: k => lt(k, sub(i, int(1))), f: k => row(i, k) })), /torch\.logsumexp\(torch\.where\(/],
  ['a mean of an extent that varies', vector(i => operatorTerm(find('mean'), add(i, int(1)), { f: x })), NO_CALL],
  ['a mean with as many elements as are read', vector(i => operatorTerm(find('mean'), add(z(int(2)), int(1)), { f: k => row(i, k) })), NO_CALL],
  ['a mean of a softmax', vector(i => operatorTerm(find('mean'), n, { f: k => mul(x(k), operatorTerm(find('softmax'), n, { g: () => TRUE, f: l => row(i, l) }, k)) })), /torch\.mean\(.*torch\.softmax\(/],
  ['a mean of a choice by sizes', vector(i => operatorTerm(find('mean'), n, { f: k => apply('select', [lt(n, m), row(i, k), x(i)]) })), /torch\.mean\(spread\(/],
  ['cumsum at another index', matrix((i, j) => operatorTerm(find('cumsum'), add(i, int(1)), { f: k => row(j, k) }, i)), /torch\.cumsum\(.*dim=0\)/, { m: 3, n: 3 }],
  ['layer_norm along the first axis', matrix((i, j) => operatorTerm(find('layer_norm_affine'), m, { f: k => row(k, j), w: x, b: k => x(add(k, int(1))), eps: a }, i)), /layer_norm\(.*movedim\(0, -1\), \(m,\), .*movedim\(-1, 0\)/s],
  ['layer_norm with weights that vary with the row', matrix((i, j) => operatorTerm(find('layer_norm_weight'), n, { f: k => row(i, k), w: k => row(i, k), eps: a }, j)), NO_CALL],
  ['a product of matrices', matrix((i, j) => operatorTerm(find('dot'), B, { a: k => row(i, k), b: k => row(j, k) })), /matrix_product\(.*, 2, 0, 1\)/],
  ['a product with a batch', matrix((i, j) => fold('sum', B, l => operatorTerm(find('dot'), B, { a: k => mul(x(l), row(i, k)), b: k => add(x(l), row(j, k)) }))), /matrix_product\(.*, 3, 0, 1\)/],
  ['an inner product', vector(i => operatorTerm(find('dot'), n, { a: k => row(i, k), b: x })), /torch\.linalg\.vecdot\(.*, dim=1\)\.unsqueeze\(1\)/],
  ['attention', matrix((i, j) => operatorTerm(find('attention'), m, { g: () => TRUE, s: k => scores(i, k), v: k => row(k, j) })), /matrix_product\(torch\.softmax\(/],
  ['causal attention', matrix((i, j) => operatorTerm(find('attention'), m, { g: causal(i), s: k => scores(i, k), v: k => row(k, j) })), /torch\.softmax\(torch\.where\(/],
  ['attention that leaves out what is infinite', matrix((i, j) => operatorTerm(find('attention'), m, { g: k => lt(k, int(2)), s: k => scores(i, k), v: k => apply('div', [row(k, j), toReal(sub(int(2), k))]) })), /torch\.softmax\(torch\.where\(/],
  ['huber_loss where PyTorch raises', vector(i => operatorTerm(find('huber_loss'), n, { x: x(i), t: real(1), delta: b })), /if float\(b\) > 0 else/],
  ['softshrink where PyTorch raises', vector(i => operatorTerm(find('softshrink'), n, { x: x(i), lambda: decimal(-1, 2) })), /^(?!.*softshrink)/s],
  ['a number that is read', vector(i => operatorTerm(find('leaky_relu'), n, { x: x(i), slope: x(int(3)) })), /leaky_relu\(.*, float\(/],
  ['a loss with one target', matrix((i, j) => operatorTerm(find('bce_with_logits'), n, { x: row(i, j), t: x(i) })), /torch\.broadcast_tensors/],
  ['an operator of literals', vector(i => add(x(i), operatorTerm(find('silu'), n, { x: real(2) }))), /silu\(real\(2\.0\)\)/],
  ['an operator inside a step', vector(i => iterate(m, x(i), (j, s) => operatorTerm(find('silu'), n, { x: add(s, x(j)) }))), /silu\(/],
  ['a reduction inside a step', vector(i => iterate(m, x(i), (_, s) => operatorTerm(find('mean'), n, { f: k => mul(s, row(i, k)) }))), /torch\.mean\(/],
  ['a parameter that changes with the step', vector(i => iterate(m, x(i), (j, s) => operatorTerm(find('leaky_relu'), n, { x: x(j), slope: s }))), /^(?!.*leaky_relu\()/s]
];

test.each(cases.flatMap(([title, kernel, says]) => (says ? [[title, kernel, says] as const] : [])))('%s: what is written', (_, kernel, says) => {
  expect(bodyOf(kernel)).toMatch(says);
});

(hasTorch ? describe : describe.skip)('by values', () => {
  testByValues(cases.map(([title, kernel, , change]) => [title, kernel, { ...given, ...change }]), [1, 1, 1]);
});
