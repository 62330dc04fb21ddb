/** Each fold rule is an instance of a law that is proved by induction; each tempting wrong law is refuted and not performed. */
import * as T from '../../term';
import type { Binder, FoldName, Term, VariableTerm } from '../../term';
import { foldRules, isOpenFold, type OpenFold } from '../folds';
import { joinRules } from '../joins';
import { Normaliser } from '../normalise';
import { algebras } from './fold-algebra';
import { laws, monoids, wrongLaws } from './fold-laws';
import { decide, disagreements, facts, loadSolver } from './prove';

beforeAll(loadSolver);

/** Unsatisfiable, and not for what is given alone: without the claim, which stands last, it is satisfiable. */
function proves(_title: string, script: string): void {
  expect([decide(script), script]).toEqual(['unsat', script]);
  expect(decide(script.slice(0, script.lastIndexOf('\n')))).toBe('sat');
}

test('every fold rule has a law, and every law a rule', () => {
  expect(Object.keys(laws).sort()).toEqual([...foldRules, ...joinRules].map(r => r.name).sort());
});

describe.each(Object.entries(laws))('%s', (_, law) => {
  const queries = law.ops.flatMap(op => law.queries(algebras[op]).map(([title, script]) => [`${op}: ${title}`, script] as const));
  test.each(queries)('%s', proves);
});

describe.each(monoids)('%s is a commutative monoid', (_, queries) => {
  test.each(queries)('%s', proves);
});

describe('wrong laws', () => {
  test.each(wrongLaws)('%s', (_, script) => expect(decide(script)).toBe('sat'));
});

// ---- the rules themselves, on folds

const [n, B, e, m] = ['n', 'B', 'e', 'm'].map(name => T.variable(name, 'Int'));
const x = (at: Term) => T.read('x', at, 'Real');
const INF = T.special('inf');
const MINUS_INF = T.special('-inf');
const atLeast = (t: Term, low: Term): Term => T.le(low, t);

type Parts = { readonly extent: Term; readonly guard?: (k: VariableTerm) => Term; readonly body: (k: VariableTerm) => Term };
const fold = (op: FoldName, { extent, guard, body }: Parts): OpenFold => {
  const k = T.fresh('k', 'Int');
  return { op, binders: [{ variable: k, extent }], guard: guard ? guard(k) : T.TRUE, body: body(k), carry: op === 'argmax' || op === 'argmin' ? k : null };
};
const fold2 = (op: FoldName, extents: (j: VariableTerm) => readonly [Term, Term], guard: (j: VariableTerm, l: VariableTerm) => Term, body: (j: VariableTerm, l: VariableTerm) => Term): OpenFold => {
  const [j, l] = [T.fresh('j', 'Int'), T.fresh('l', 'Int')];
  const [a, b] = extents(j);
  const binders: Binder[] = [{ variable: j, extent: a }, { variable: l, extent: b }];
  return { op, binders, guard: guard(j, l), body: body(j, l), carry: null };
};
/** Tiles j · B + l, and a third range that is as long as the tile's number. */
function threeRanges(): OpenFold {
  const [j, l, k] = ['j', 'l', 'k'].map(name => T.fresh(name, 'Int'));
  const binders: Binder[] = [
    { variable: j, extent: m },
    { variable: l, extent: B },
    { variable: k, extent: j }
  ];
  return { op: 'sum', binders, guard: T.lt(T.add(T.mul(j, B), l), n), body: T.mul(x(T.add(T.mul(j, B), l)), x(k)), carry: null };
}
/** argmax over tiles j · B + l, those past the end masked off. */
function tiledArgmax(): OpenFold {
  const [j, l] = [T.fresh('j', 'Int'), T.fresh('l', 'Int')];
  const at = T.add(T.mul(j, B), l);
  return { op: 'argmax', binders: [{ variable: j, extent: m }, { variable: l, extent: B }], guard: T.lt(at, n), body: x(at), carry: at };
}
/** The tile whose greatest element is greatest, and where it is. */
function nestedArgmax(): OpenFold {
  const [j, l] = [T.fresh('j', 'Int'), T.fresh('l', 'Int')];
  const at = T.add(T.mul(j, B), l);
  const inner = (op: 'max' | 'argmax') => T.reduce(op, [{ variable: l, extent: B }], T.lt(at, n), x(at), op === 'max' ? null : l);
  return { op: 'argmax', binders: [{ variable: j, extent: m }], guard: T.lt(T.mul(j, B), n), body: inner('max'), carry: T.add(T.mul(j, B), inner('argmax')) };
}
const close = (f: OpenFold): Term => T.reduce(f.op, f.binders, f.guard, f.body, f.carry);
const sized = [atLeast(n, T.ONE), atLeast(B, T.ONE), T.le(n, B)];

type Instance = readonly [rule: string, title: string, fold: OpenFold, facts: readonly Term[]];
const instances = (): readonly Instance[] => [
  ['empty-fold', 'a guard that fails', fold('sum', { extent: n, guard: () => T.FALSE, body: x }), []],
  ['empty-fold', 'no elements', fold('max', { extent: T.ZERO, body: x }), []],
  ['neutral-body', 'ones', fold('prod', { extent: n, body: () => T.real(1) }), []],
  ['mask-to-guard', 'sum', fold('sum', { extent: B, body: k => T.select(T.lt(k, n), x(k), T.real(0)) }), []],
  ['mask-to-guard', 'product', fold('prod', { extent: B, body: k => T.select(T.lt(k, n), x(k), T.real(1)) }), []],
  ['mask-to-guard', 'maximum', fold('max', { extent: B, body: k => T.select(T.lt(k, n), x(k), MINUS_INF) }), []],
  ['mask-to-guard', 'minimum, negated mask', fold('min', { extent: B, body: k => T.select(T.lt(k, n), INF, x(k)) }), []],
  ['mask-to-guard', 'exp of a mask', fold('sum', { extent: B, body: k => T.apply('exp', [T.select(T.lt(k, n), x(k), MINUS_INF)]) }), []],
  ['mask-to-guard', 'argmax with something unmasked', fold('argmax', { extent: B, body: k => T.select(T.lt(k, n), x(k), MINUS_INF) }), sized],
  ['narrow-range', 'sum', fold('sum', { extent: B, guard: k => T.lt(k, n), body: x }), sized],
  ['narrow-range', 'a bound that may be negative', fold('max', { extent: B, guard: k => T.lt(T.add(k, e), n), body: x }), [T.le(T.sub(n, e), B), atLeast(B, T.ONE)]],
  [
    'narrow-range',
    'whole tiles that go on beyond what two bounds leave',
    fold('sum', { extent: T.mul(B, T.add(T.apply('floordiv', [T.sub(T.apply('min2', [m, n]), T.ONE), B]), T.ONE)), guard: k => T.and(T.lt(k, m), T.lt(k, n)), body: x }),
    [atLeast(B, T.ONE), atLeast(m, T.ONE), atLeast(n, T.ONE)]
  ],
  ['narrow-range', 'argmin', fold('argmin', { extent: B, guard: k => T.lt(k, n), body: x }), sized],
  ['implied-guard', 'a guard that the range implies', fold('sum', { extent: n, guard: k => T.lt(k, T.add(n, T.int(2))), body: x }), []],
  ['nested-folds', 'a triangle', fold('sum', { extent: n, body: j => close(fold('sum', { extent: T.add(j, T.ONE), body: l => T.mul(x(j), x(l)) })) }), []],
  ['nested-folds', 'maxima, the inner one over nothing', fold('max', { extent: n, body: j => close(fold('max', { extent: j, body: l => T.add(x(j), x(l)) })) }), []],
  ['choice-outside', 'sum', fold('sum', { extent: n, guard: k => T.lt(k, B), body: k => T.select(T.lt(e, m), x(k), T.real(1)) }), []],
  ['choice-outside', 'argmax', fold('argmax', { extent: n, body: k => T.select(T.lt(e, m), x(k), x(T.add(k, T.ONE))) }), [atLeast(n, T.ONE)]],
  ['reversed-range', 'sum', fold('sum', { extent: n, guard: k => T.lt(k, B), body: k => T.mul(x(T.sub(T.sub(n, T.ONE), k)), T.real(2)) }), []],
  ['reversed-range', 'of two ranges', fold2('max', () => [n, m], (j, l) => T.lt(T.add(j, l), B), (j, l) => T.mul(x(T.sub(e, j)), x(l))), []],
  ['tile-merge', 'tiles of B', fold2('sum', () => [m, B], (j, l) => T.lt(T.add(T.mul(j, B), l), n), (j, l) => x(T.add(T.mul(j, B), l))), sized],
  ['tile-merge', 'the index of the greatest of all tiles', tiledArgmax(), sized],
  ['decoded-range', 'rows and columns', fold('sum', { extent: T.mul(m, B), guard: k => T.lt(T.apply('mod', [k, B]), n), body: k => T.mul(x(T.apply('floordiv', [k, B])), x(T.apply('mod', [k, B]))) }), [atLeast(B, T.ONE), atLeast(m, T.ZERO)]],
  ['decoded-range', 'two levels of them', fold('max', { extent: T.mul(m, B, T.int(2)), body: k => T.mul(x(T.apply('floordiv', [k, T.mul(B, T.int(2))])), x(T.apply('mod', [k, B])), x(T.apply('floordiv', [T.apply('mod', [k, T.mul(B, T.int(2))]), B]))) }), [atLeast(B, T.ONE), atLeast(m, T.ZERO)]],
  ['decoded-range', 'a range that may be less than nothing', fold('sum', { extent: T.apply('max2', [T.ZERO, T.mul(m, B)]), body: k => T.mul(x(T.apply('floordiv', [k, B])), x(T.apply('mod', [k, B]))) }), [atLeast(B, T.ONE)]],
  ['nested-extrema', 'the greatest tile and the greatest in it', nestedArgmax(), [...sized, atLeast(m, T.ONE)]],
  ['one-term', 'under a guard', fold('sum', { extent: T.ONE, guard: k => T.lt(T.add(k, e), m), body: k => x(T.add(k, e)) }), []],
  ['one-term', 'of two ranges', fold2('max', () => [n, T.ONE], (j, l) => T.le(l, j), (j, l) => x(T.add(j, l))), [atLeast(n, T.ONE)]],
  ['one-point', 'k = e', fold('sum', { extent: n, guard: k => T.eq(k, e), body: x }), [atLeast(e, T.ZERO), T.lt(e, n)]],
  ['one-point', 'k + 1 = e with a guard', fold('max', { extent: n, guard: k => T.and(T.eq(T.add(k, T.ONE), e), T.lt(k, m)), body: x }), [atLeast(e, T.ONE), T.lt(e, n)]],
  ['one-point', 'of two ranges', fold2('sum', () => [n, m], (j, _l) => T.eq(j, e), (j, l) => T.mul(x(j), x(l))), [atLeast(e, T.ZERO), T.lt(e, n)]],
  ['one-point', 'of a triangle', fold2('sum', j => [n, T.add(j, T.ONE)], (j, _l) => T.eq(j, e), (j, l) => T.mul(x(j), x(l))), [atLeast(e, T.ZERO), T.lt(e, n)]],
  ['constant-sum', 'a real', fold('sum', { extent: n, body: () => T.real(2) }), [atLeast(n, T.ZERO)]],
  ['constant-sum', 'an integer', fold('sum', { extent: n, body: () => T.int(3) }), [atLeast(n, T.ZERO)]],
  ['constant-extremum', 'maximum', fold('max', { extent: n, body: () => x(e) }), [atLeast(n, T.ONE)]],
  ['constant-extremum', 'any', fold('any', { extent: n, guard: k => T.lt(k, B), body: () => T.lt(e, m) }), sized]
];

describe('instances', () => {
  test.each(instances().map(([rule, title, f, given]) => [`${rule}: ${title}`, rule, f, given] as const))('%s', (_, name, f, given) => {
    const rule = foldRules.find(r => r.name === name)!;
    const after = rule.rewrite(f, facts(...given), new Normaliser().normalise);
    expect(after).not.toBeNull();
    const closed = isOpenFold(after!) ? close(after) : after!;
    expect([...T.freeVariables(closed)].filter(v => !T.occurs(v, close(f)) && !given.some(g => T.occurs(v, g)))).toEqual([]);
    const { checked, found } = disagreements(close(f), closed, given, 400, 11);
    expect(found).toEqual([]);
    expect(checked).toBeGreaterThan(3);
  });
});

/** Folds that some wrong law would change: the Normaliser keeps their value, and what it must not touch. */
const untouched = (): readonly (readonly [title: string, fold: OpenFold, facts: readonly Term[]])[] => [
  ['max with 0 for masked lanes', fold('max', { extent: B, body: k => T.select(T.lt(k, n), x(k), T.real(0)) }), sized],
  ['product with 0 for masked lanes', fold('prod', { extent: B, body: k => T.select(T.lt(k, n), x(k), T.real(0)) }), sized],
  ['max with a sentinel', fold('max', { extent: B, body: k => T.select(T.lt(k, n), x(k), T.real(-1e30)) }), sized],
  ['argmin with −∞ for masked lanes', fold('argmin', { extent: B, body: k => T.select(T.lt(k, n), x(k), MINUS_INF) }), sized],
  ['argmax where nothing may be unmasked', fold('argmax', { extent: B, body: k => T.select(T.lt(k, n), x(k), MINUS_INF) }), [atLeast(B, T.ONE)]],
  ['argmax whose elements may be −∞', fold('argmax', { extent: B, body: k => T.select(T.lt(k, n), T.select(T.lt(x(k), T.real(0)), MINUS_INF, x(k)), MINUS_INF) }), sized],
  ['a range that may be shorter than the guard', fold('sum', { extent: B, guard: k => T.lt(k, n), body: x }), [atLeast(B, T.ONE), atLeast(n, T.ONE)]],
  ['a maximum of one value over what may be nothing', fold('max', { extent: n, body: () => x(e) }), []],
  ['a sum of one value under a guard', fold('sum', { extent: n, guard: k => T.lt(k, B), body: () => T.real(2) }), [atLeast(n, T.ZERO)]],
  ['a sum of one value over what may be less than nothing', fold('sum', { extent: n, body: () => T.real(2) }), []],
  ['one point that may be out of range', fold('sum', { extent: n, guard: k => T.eq(k, e), body: x }), [atLeast(e, T.ZERO)]],
  ['one point that may be negative', fold('max', { extent: n, guard: k => T.eq(k, e), body: x }), [T.lt(e, n)]],
  ['two unknowns on one point', fold('sum', { extent: n, guard: k => T.eq(T.mul(T.int(2), k), e), body: x }), [atLeast(e, T.ZERO), T.lt(e, n)]],
  ['a range that runs both ways', fold('sum', { extent: n, body: k => T.mul(x(k), x(T.sub(T.sub(n, T.ONE), k))) }), []],
  ['the first of equal values, backwards', fold('argmax', { extent: n, body: k => x(T.sub(T.sub(n, T.ONE), k)) }), [atLeast(n, T.ONE)]],
  ['tiles of which another range depends', threeRanges(), [atLeast(B, T.ONE)]],
  ['a decoded index that is also used as it stands', fold('sum', { extent: T.mul(m, B), body: k => T.mul(x(k), x(T.apply('mod', [k, B]))) }), [atLeast(B, T.ONE), atLeast(m, T.ZERO)]],
  ['a range that is no whole number of rows', fold('sum', { extent: n, body: k => T.mul(x(T.apply('floordiv', [k, B])), x(T.apply('mod', [k, B]))) }), [atLeast(B, T.ONE), atLeast(n, T.ZERO)]],
  ['rows of a length that may be nothing', fold('sum', { extent: T.mul(m, B), body: k => T.mul(x(T.apply('floordiv', [k, B])), x(T.apply('mod', [k, B]))) }), [atLeast(B, T.ZERO), atLeast(m, T.ZERO)]],
  ['a maximum of sums', fold('max', { extent: n, body: j => close(fold('sum', { extent: m, body: l => T.mul(x(j), x(l)) })) }), sized]
];

describe('not performed', () => {
  test.each(untouched())('%s', (_, f, given) => {
    const before = close(f);
    const after = new Normaliser().normalise(before, facts(...given));
    expect(after.kind).toBe('reduce');
    expect(T.show(after)).toBe(T.show(before));
    expect(disagreements(before, after, given, 200, 5).found).toEqual([]);
  });
});

describe('folds beside one of their terms', () => {
  const after = (t: Term, ...given: readonly Term[]): Term => new Normaliser().normalise(t, facts(...given));
  const tiles = (guarded: boolean): Term => close(fold('max', { extent: m, guard: k => (guarded ? T.lt(T.add(T.mul(k, B), B, e), n) : T.TRUE), body: k => x(T.add(T.mul(k, B), B, e)) }));
  const joins: readonly (readonly [title: string, term: Term, given: readonly Term[]])[] = [
    ['a sum', T.add(x(T.ZERO), close(fold('sum', { extent: n, body: k => x(T.add(k, T.ONE)) }))), [atLeast(n, T.ZERO)]],
    ['a sum beside more', T.add(x(e), x(T.ZERO), close(fold('sum', { extent: n, body: k => x(T.add(k, T.ONE)) }))), [atLeast(n, T.ZERO)]],
    ['a sum and what follows it', T.add(close(fold('sum', { extent: n, body: x })), close(fold('sum', { extent: m, body: k => x(T.add(k, n)) })), x(e)), [atLeast(n, T.ZERO), atLeast(m, T.ZERO)]],
    ['a maximum of what is whole and what is masked', T.apply('max2', [close(fold('max', { extent: n, body: x })), close(fold('max', { extent: B, guard: k => T.lt(T.add(k, n), m), body: k => x(T.add(k, n)) }))]), [atLeast(n, T.ZERO), atLeast(B, T.ONE), T.le(n, m)]],
    ['a sum and its last one', T.add(close(fold('sum', { extent: n, body: x })), x(n)), [atLeast(n, T.ZERO)]],
    ['whole tiles and a tail', T.add(close(fold('sum', { extent: T.apply('floordiv', [n, B]), body: k => x(T.add(T.mul(k, B), e)) })), T.select(T.lt(T.add(T.mul(T.apply('floordiv', [n, B]), B), e), n), x(T.add(T.mul(T.apply('floordiv', [n, B]), B), e)), T.real(0))), [atLeast(n, T.ONE), atLeast(B, T.ONE), atLeast(e, T.ZERO), T.lt(e, B)]],
    ['a maximum under a guard', T.apply('max2', [x(e), tiles(true)]), [atLeast(m, T.ZERO), T.lt(e, n)]]
  ];
  test.each(joins)('%s', (_, term, given) => {
    const joined = after(term, ...given);
    expect([...T.subterms(joined)].filter(u => u.kind === 'reduce')).toHaveLength(1);
    expect(T.show(joined)).not.toBe(T.show(term));
    expect(disagreements(term, joined, given, 300, 3).found).toEqual([]);
  });
  test.each([
    ['a number of terms that may be negative', joins[0][1], []],
    ['a guard that the first one may not meet', joins[4][1], [atLeast(m, T.ZERO)]],
    ['a first range that may be negative', joins[2][1], [atLeast(m, T.ZERO)]],
    ['a second range that may be negative', joins[2][1], [atLeast(n, T.ZERO)]],
    ['ranges with a gap between them', T.add(close(fold('sum', { extent: n, body: x })), close(fold('sum', { extent: m, body: k => x(T.add(k, n, T.ONE)) }))), [atLeast(n, T.ZERO), atLeast(m, T.ZERO)]],
    ['a mask that the first range may not meet', T.add(close(fold('sum', { extent: n, body: x })), close(fold('sum', { extent: B, guard: k => T.lt(T.add(k, n), m), body: k => x(T.add(k, n)) }))), [atLeast(n, T.ZERO), atLeast(B, T.ONE)]],
    ['another term', T.add(x(T.int(2)), close(fold('sum', { extent: n, body: k => x(T.add(k, T.ONE)) }))), [atLeast(n, T.ZERO)]],
    ['a product beside a sum', T.mul(x(T.ZERO), close(fold('sum', { extent: n, body: k => x(T.add(k, T.ONE)) }))), [atLeast(n, T.ZERO)]]
  ] as const)('not %s', (_, term, given) => expect(T.show(after(term, ...given))).toBe(T.show(term)));
});
