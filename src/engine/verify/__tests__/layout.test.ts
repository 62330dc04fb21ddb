/** Flat addresses as indices times strides, and back from an index to the programs and lanes that make it. */
import * as T from '../../term';
import type { Term } from '../../term';
import { evaluate } from '../../term/evaluate';
import { invert } from '../invert';
import { delinearise, recombine, splitBy, supremum } from '../layout';

const [pid, lane, row, k] = ['pid[0]', 'lane[0]', 'lane[1]', 'k%1'].map(n => T.variable(n, 'Int'));
const [n, m, s, t, B] = ['n', 'm', 's', 't', 'B'].map(name => T.variable(name, 'Int'));
const moving = new Set<Term>([pid, lane, row, k]);
const extents = new Map<Term, Term>([[pid, T.variable('grid[0]', 'Int')], [lane, B], [row, m], [k, T.int(4)]]);
const mul = T.mul;
const add = T.add;

const layout = (address: Term, merge = true) => delinearise(address, v => moving.has(v), u => extents.get(u) ?? null, [() => merge]);
const describeLayout = (address: Term, merge = true): string => {
  const found = layout(address, merge);
  if (!found) {
    return 'none';
  }
  const dimensions = found.dimensions.map(d => `(${T.show(d.index)}${d.offset === T.ZERO ? '' : ` + ${T.show(d.offset)}`})·${T.show(d.stride)}`);
  return [...dimensions, ...(found.base === T.ZERO ? [] : [T.show(found.base)])].join(' + ');
};

describe('delinearise', () => {
  test.each<[title: string, address: Term, expected: string]>([
    ['one lane', lane, '(lane[0])·1'],
    ['rows of a stride', add(mul(row, s), lane), '(lane[1])·s + (lane[0])·1'],
    ['a tile is one index', add(mul(pid, B), lane), `(${T.show(add(mul(pid, B), lane))})·1`],
    ['a strided tile is one index', add(mul(pid, B, s), mul(lane, s)), `(${T.show(add(mul(pid, B), lane))})·s`],
    ['two strides', add(mul(pid, s), mul(lane, t)), '(pid[0])·s + (lane[0])·t'],
    ['a constant joins the index of its stride', add(mul(row, s), lane, T.int(3)), '(lane[1])·s + (lane[0] + 3)·1'],
    ['a shift by whole rows', add(mul(row, s), s, lane), '(lane[1] + 1)·s + (lane[0])·1'],
    ['every second element', add(mul(T.int(2), lane), T.ONE), '(lane[0])·2 + 1'],
    ['two indices of one stride', add(lane, row), `(${T.show(add(lane, row))})·1`],
    ['no index at all', add(n, T.ONE), T.show(add(n, T.ONE))],
    ['a content is an index', add(mul(T.read('ids', lane, 'Int'), s), row), `(${T.show(T.read('ids', lane, 'Int'))})·s + (lane[1])·1`],
    ['a product of indices is one', mul(pid, lane), `(${T.show(mul(pid, lane))})·1`]
  ])('%s', (_, address, expected) => expect(describeLayout(address)).toBe(expected));

  test('a tile that must not merge stays two dimensions', () => {
    expect(describeLayout(add(mul(pid, B), lane), false)).toBe('(pid[0])·B + (lane[0])·1');
  });

  test('the dimensions add up to the address', () => {
    for (const address of [add(mul(row, s), lane, T.int(3)), add(mul(pid, B, s), mul(lane, s), t), add(mul(T.int(2), lane), T.int(5)), add(lane, mul(T.int(-1), row), n)]) {
      const found = layout(address)!;
      expect(add(found.base, ...found.dimensions.map(d => mul(add(d.index, d.offset), d.stride)))).toBe(address);
    }
  });
});

describe('supremum: one more than the greatest value', () => {
  test.each<[Term, Term | null]>([
    [lane, B],
    [add(mul(row, T.int(3)), lane), add(mul(T.int(3), m), B, T.int(-3))],
    [add(lane, n), add(B, n)],
    [mul(T.int(-1), lane), null],
    [mul(lane, row), null],
    [T.apply('mod', [pid, n]), n],
    [T.apply('floordiv', [lane, T.int(2)]), add(T.apply('floordiv', [add(B, T.int(-1)), T.int(2)]), T.ONE)]
  ])('case %#', (index, expected) => {
    const found = supremum(index, u => extents.get(u) ?? null);
    expect(found && T.show(found)).toBe(expected && T.show(expected));
  });
});

test('splitBy and recombine keep the value', () => {
  const address = add(mul(T.int(6), n, s), mul(T.int(4), s), n, T.int(9));
  for (const divisor of [s, T.int(2), T.int(3), n, mul(T.int(2), s), add(n, s)]) {
    const { quotient, rest } = splitBy(address, divisor);
    expect(add(mul(quotient, divisor), rest)).toBe(address);
  }
  const parts = add(mul(T.apply('floordiv', [n, m]), m), T.apply('mod', [n, m]), s);
  expect(recombine(parts)).toBe(add(n, s));
  const env = { variables: new Map([['n', 17], ['m', 5], ['s', 2]]), read: () => NaN };
  expect(evaluate(parts, env)).toBe(19);
});

describe('the witness of an index', () => {
  const witness = (address: Term): string => {
    const dimensions = layout(address)!.dimensions.map(d => ({ ...d, plain: d.index, reflected: null, bound: n, conjunct: null, natural: null }));
    const variables = [...T.freeVariables(address)].filter(v => moving.has(v)).map(variable => ({ variable, extent: extents.get(variable)! }));
    const inverse = invert(dimensions, variables);
    if (inverse.kind === 'failure') {
      return 'none';
    }
    const named = new Map<Term, Term>(inverse.outputs.map((o, d) => [o, T.variable(`o${d}`, 'Int')]));
    return [...inverse.witness].map(([v, w]) => `${v.name} = ${T.show(T.substitute(w, named))}`).join(', ');
  };

  test.each<[title: string, address: Term, expected: string]>([
    ['a plain lane', lane, 'lane[0] = o0'],
    ['a tile', add(mul(pid, B), lane), 'pid[0] = (floordiv o0 B), lane[0] = (mod o0 B)'],
    ['rows and columns', add(mul(pid, s), lane), 'pid[0] = o0, lane[0] = o1'],
    ['a strided tile', add(mul(pid, B, s), mul(lane, s)), 'pid[0] = (floordiv o0 B), lane[0] = (mod o0 B)'],
    ['lanes that overlap have none', add(lane, row), 'none'],
    ['a product has none', mul(pid, lane), 'none'],
    ['a content has none', mul(T.read('ids', lane, 'Int'), s), 'none']
  ])('%s', (_, address, expected) => expect(witness(address)).toBe(expected));
});
