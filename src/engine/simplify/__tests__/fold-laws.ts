/** The law of each fold rule, by induction on the length of the range: queries for the base and for one more element. */
import type { FoldName } from '../../term';
import { algebras, claimScript, step, type Algebra } from './fold-algebra';

export type Query = readonly [title: string, script: string];
export type Law = { readonly ops: readonly FoldName[]; readonly queries: (a: Algebra) => readonly Query[] };

const COMMUTATIVE: readonly FoldName[] = ['sum', 'prod', 'max', 'min', 'any', 'all', 'xorsum'];
const EXTREMA: readonly FoldName[] = ['argmax', 'argmin'];
const ALL: readonly FoldName[] = [...COMMUTATIVE, ...EXTREMA];

/** s, t: states. f, c: elements. g, h: guards at the element appended. k: its position. */
const constants = (a: Algebra): Record<string, string> => ({ s: a.state, t: a.state, f: a.element, c: a.element, d: a.element, g: 'Bool', h: 'Bool', k: 'Int', n: 'Int', e: 'Int', index_k: 'Int' });
const claim = (a: Algebra, given: readonly string[], text: string): string => claimScript(constants(a), given, text);
const combine = (a: Algebra, x: string, y: string): string => a.take(x, y, 'index_k');

/** A fold over a masked body against one over a stronger guard: equal from equal states on. */
function maskOfExtremum(a: Algebra): readonly Query[] {
  const nothing = a.op === 'argmax' ? 'ninf' : 'pinf';
  // Where nothing unmasked came yet, the masked fold has nothing or a mask's value; otherwise both are one.
  const related = (l: string, r: string) =>
    `(and (not (= ${l} lost)) (not (= ${r} lost)) (ite (= ${r} none) (or (= ${l} none) (= (value ${l}) ${nothing})) (and (= ${l} ${r}) (finite (value ${r})))))`;
  return [
    ['base', claim(a, [], related('none', 'none'))],
    ['step', claim(a, [related('s', 't'), '(=> (and g h) (finite f))'], related(step(a, 's', 'g', `(ite h f ${nothing})`), step(a, 't', '(and g h)', 'f')))],
    ['one is the other where something is unmasked', claim(a, [related('s', 't'), '(not (= t none))'], '(= s t)')]
  ];
}

export const laws: Readonly<Record<string, Law>> = {
  'empty-fold': {
    ops: COMMUTATIVE,
    queries: a => [['an element whose guard fails is skipped', claim(a, [], `(= ${step(a, a.empty, 'false', 'f')} ${a.empty})`)]]
  },
  'neutral-body': {
    ops: COMMUTATIVE,
    queries: a => [['step', claim(a, [], `(= ${step(a, a.empty, 'g', a.empty)} ${a.empty})`)]]
  },
  'mask-to-guard': {
    ops: ALL,
    queries: a =>
      EXTREMA.includes(a.op) ? maskOfExtremum(a) : [['step', claim(a, [], `(= ${step(a, 's', 'g', `(ite h f ${a.empty})`)} ${step(a, 's', '(and g h)', 'f')})`)]]
  },
  'condition-to-guard': {
    ops: ['any', 'all'],
    // The condition taken out is an integer comparison (h), which is always a truth value.
    queries: a => {
      const masked = a.op === 'all' ? '(either (ite h yes no) f)' : '(both (ite h yes no) f)';
      const guard = a.op === 'all' ? '(and g (not h))' : '(and g h)';
      return [['step', claim(a, [], `(= ${step(a, 's', 'g', masked)} ${step(a, 's', guard, 'f')})`)]];
    }
  },
  'narrow-range': {
    ops: ALL,
    queries: a => [
      ['base: below n the guard says nothing', claim(a, ['(< k n)'], `(= ${step(a, 's', '(and g (< k n))', 'f')} ${step(a, 's', 'g', 'f')})`)],
      ['step: from n on the element is skipped', claim(a, ['(<= n k)'], `(= ${step(a, 's', '(and g (< k n))', 'f')} s)`)],
      ['from B on the element is skipped, where the guard puts its index below B', claim(a, ['(<= 0 k)', '(<= e k)', '(=> (and g (< k n)) (< k e))'], `(= ${step(a, 's', '(and g (< k n))', 'f')} s)`)],
      ['an n below 0 says no more than 0', claim(a, ['(<= 0 k)'], `(= ${step(a, 's', '(and g (< k n))', 'f')} ${step(a, 's', '(and g (< k (ite (< n 0) 0 n)))', 'f')})`)]
    ]
  },
  'choice-outside': {
    ops: ALL,
    queries: a => [
      ['base', claim(a, [], `(= ${a.empty} (ite h ${a.empty} ${a.empty}))`)],
      ['step', claim(a, [], `(= ${step(a, '(ite h s t)', 'g', '(ite h f d)')} (ite h ${step(a, 's', 'g', 'f')} ${step(a, 't', 'g', 'd')}))`)]
    ]
  },
  'reversed-range': {
    ops: COMMUTATIVE,
    // With the monoid laws: any order of the elements gives one result.
    queries: () => [
      ['each index is reached', claimScript({ k: 'Int', n: 'Int' }, ['(<= 0 k)', '(< k n)'], '(and (<= 0 (- n 1 k)) (< (- n 1 k) n) (= k (- n 1 (- n 1 k))))')],
      ['and once', claimScript({ k: 'Int', j: 'Int', n: 'Int' }, ['(= (- n 1 k) (- n 1 j))'], '(= k j)')]
    ]
  },
  'implied-guard': {
    ops: ALL,
    queries: a => [['step', claim(a, ['(=> g h)'], `(= ${step(a, 's', '(and g h)', 'f')} ${step(a, 's', 'g', 'f')})`)]]
  },
  'nested-folds': {
    ops: COMMUTATIVE,
    queries: a => [
      ['base of the inner range', claim(a, [], `(= ${combine(a, 's', a.empty)} s)`)],
      // s ⊕ (fold so far, one more) = (s ⊕ fold so far), one more
      ['step of the inner range', claim(a, [], `(= ${combine(a, 's', step(a, 't', 'h', 'f'))} ${step(a, combine(a, 's', 't'), 'h', 'f')})`)],
      ['an outer element whose guard fails', claim(a, ['(not g)'], `(= ${step(a, 's', '(and g h)', 'f')} s)`)]
    ]
  },
  'nested-extrema': {
    ops: EXTREMA,
    queries: a => {
      // The best of a tile, its index moved by n, joined to the best so far; a tile with nothing in it yet adds nothing.
      const join = (t: string) => `(ite (= ${t} none) s (ite (or (= s lost) (= ${t} lost)) lost ${a.take('s', `(value ${t})`, `(+ n (index ${t}))`)}))`;
      // No state has an undefined best: it is lost then.
      const reached = ['s', 't'].map(v => `(=> ((_ is best) ${v}) (not (= (value ${v}) und)))`);
      return [
        ['base of the tile', claim(a, [], `(= ${join('none')} s)`)],
        ['such states lead to such', claim(a, reached, reached[0].replace(/\bs\b/g, step(a, 's', 'h', 'f', 'k')))],
        ['one more element of the tile', claim(a, reached, `(= ${join(step(a, 't', 'h', 'f', 'k'))} ${step(a, join('t'), 'h', 'f', '(+ n k)')})`)]
      ];
    }
  },
  'tile-merge': {
    ops: ALL,
    queries: a => [
      ...(EXTREMA.includes(a.op)
        ? [['elements may change places', claim(a, [], `(= ${step(a, step(a, 's', 'g', 'f', 'k'), 'h', 'd', 'n')} ${step(a, step(a, 's', 'h', 'd', 'n'), 'g', 'f', 'k')})`)] as const]
        : [
            ['a range of a + 0', claim(a, [], `(= ${combine(a, 's', a.empty)} s)`)] as const,
            ['a range of a + (m + 1)', claim(a, [], `(= ${combine(a, 's', step(a, 't', 'h', 'f'))} ${step(a, combine(a, 's', 't'), 'h', 'f')})`)] as const
          ]),
      ['one more tile', claimScript({ T: 'Int', B: 'Int' }, [], '(= (* (+ T 1) B) (+ (* T B) B))')],
      ['tiles reach each index once', claimScript({ i: 'Int', j: 'Int', l: 'Int', B: 'Int' }, ['(< 0 B)', '(<= 0 l)', '(< l B)', '(= i (+ (* j B) l))'], '(and (= j (div i B)) (= l (mod i B)))')]
    ]
  },
  'decoded-range': {
    ops: COMMUTATIVE,
    // Re-indexing along (i div D, i mod D), a bijection; with the monoid laws any order of the elements gives one result.
    queries: () => [
      ['each index is one of a row and a column', claimScript({ i: 'Int', Q: 'Int', D: 'Int', a: 'Int', b: 'Int' }, ['(< 0 D)', '(<= 0 i)', '(< i (* Q D))', '(= i (+ (* a D) b))', '(<= 0 b)', '(< b D)'], '(and (<= 0 a) (< a Q))')],
      ['a row and a column are one of an index', claimScript({ Q: 'Int', D: 'Int', a: 'Int', b: 'Int' }, ['(< 0 D)', '(<= 0 a)', '(< a Q)', '(<= 0 b)', '(< b D)'], '(and (<= 0 (+ (* a D) b)) (< (+ (* a D) b) (* Q D)))')],
      ['of this one', claimScript({ i: 'Int', a: 'Int', b: 'Int', D: 'Int' }, ['(< 0 D)', '(<= 0 b)', '(< b D)', '(= i (+ (* a D) b))'], '(and (= a (div i D)) (= b (mod i D)))')],
      ['a range below nothing is over nothing', claimScript({ Q: 'Int', D: 'Int' }, ['(< 0 D)'], '(= (ite (< (* Q D) 0) 0 (* Q D)) (* (ite (< Q 0) 0 Q) D))')]
    ]
  },
  'first-term': {
    ops: ['sum', 'prod', 'max', 'min'],
    // c is the element at −1, which comes first: the fold from it on, and the fold after it.
    queries: a => [
      ['base', claim(a, ['g'], `(= ${step(a, a.empty, 'g', 'c')} ${combine(a, 'c', a.empty)})`)],
      ['step', claim(a, [], `(= ${combine(a, 'c', step(a, 's', 'g', 'f'))} ${step(a, combine(a, 'c', 's'), 'g', 'f')})`)]
    ]
  },
  concatenation: {
    ops: ['sum', 'prod', 'max', 'min'],
    // By induction on the length of the second range; s is the fold over the first.
    queries: a => [
      ['base', claim(a, [], `(= ${combine(a, 's', a.empty)} s)`)],
      ['step', claim(a, [], `(= ${combine(a, 's', step(a, 't', 'g', 'f'))} ${step(a, combine(a, 's', 't'), 'g', 'f')})`)],
      ['an element of the first range whose guard holds anyway', claim(a, ['g'], `(= ${step(a, 's', 'g', 'f')} ${step(a, 's', 'true', 'f')})`)]
    ]
  },
  'last-term': {
    ops: ['sum', 'prod', 'max', 'min'],
    queries: a => [
      ['a condition that holds below n', claim(a, ['h'], `(= ${step(a, 's', '(and g h)', 'f')} ${step(a, 's', 'g', 'f')})`)],
      ['the element at n', claim(a, ['g'], `(= ${combine(a, 's', `(ite h f ${a.empty})`)} ${step(a, 's', '(and g h)', 'f')})`)]
    ]
  },
  'one-term': {
    ops: COMMUTATIVE,
    queries: a => [['one step', claim(a, [], `(= ${step(a, a.empty, 'g', 'f')} (ite g f ${a.empty}))`)]]
  },
  'one-point': {
    ops: COMMUTATIVE,
    queries: a => {
      const soFar = (at: string) => `(ite (and (< e ${at}) h) f ${a.empty})`;
      return [
        ['base', claim(a, ['(<= 0 e)'], `(= ${soFar('0')} ${a.empty})`)],
        ['step', claim(a, ['(<= 0 e)'], `(= ${step(a, soFar('k'), '(and (= k e) h)', 'f')} ${soFar('(+ k 1)')})`)]
      ];
    }
  },
  'constant-sum': {
    ops: ['sum'],
    queries: a => [
      ['base', claim({ ...a }, ['(finite c)'], `(= ${a.empty} (times (fin 0.0) c))`)],
      ['step', claim(a, ['(finite c)', '(<= 0 k)'], `(= ${step(a, '(times (fin (to_real k)) c)', 'true', 'c')} (times (fin (to_real (+ k 1))) c))`)],
      ['step over Int', claimScript({ k: 'Int', c: 'Int' }, [], '(= (+ (* k c) c) (* (+ k 1) c))')]
    ]
  },
  'constant-extremum': {
    ops: ['max', 'min', 'any', 'all'],
    queries: a => {
      const soFar = (seen: string) => `(ite ${seen} c ${a.empty})`;
      return [
        ['base', claim(a, [], `(= ${soFar('false')} ${a.empty})`)],
        ['step', claim(a, [], `(= ${step(a, soFar('h'), 'g', 'c')} ${soFar('(or h g)')})`)]
      ];
    }
  }
};

/** What re-indexing rests on: any order and any grouping of the elements gives one result. */
export const monoids: readonly (readonly [op: FoldName, queries: readonly Query[]])[] = COMMUTATIVE.map(op => {
  const a = algebras[op];
  return [
    op,
    [
      ['neutral', claim(a, [], `(= ${combine(a, a.empty, 's')} s)`)],
      ['commutative', claim(a, [], `(= ${combine(a, 's', 't')} ${combine(a, 't', 's')})`)],
      ['associative', claim(a, [], `(= ${combine(a, combine(a, 's', 't'), 'f')} ${combine(a, 's', combine(a, 't', 'f'))})`)]
    ]
  ];
});

/** Tempting laws of folds that are wrong: each claim has a counterexample. */
export const wrongLaws: readonly (readonly [title: string, script: string])[] = [
  ['max (c ? f : 0) = max_{c} f', claim(algebras.max, [], `(= ${step(algebras.max, 's', 'g', '(ite h f (fin 0.0))')} ${step(algebras.max, 's', '(and g h)', 'f')})`)],
  ['Π (c ? f : 0) = Π_{c} f', claim(algebras.prod, [], `(= ${step(algebras.prod, 's', 'g', '(ite h f (fin 0.0))')} ${step(algebras.prod, 's', '(and g h)', 'f')})`)],
  ['min (c ? f : −∞) = min_{c} f', claim(algebras.min, [], `(= ${step(algebras.min, 's', 'g', '(ite h f ninf)')} ${step(algebras.min, 's', '(and g h)', 'f')})`)],
  ['max (c ? f : −10³⁰) = max_{c} f', claim(algebras.max, [], `(= ${step(algebras.max, 's', 'g', '(ite h f (fin (- 1000000000000000000000000000000.0)))')} ${step(algebras.max, 's', '(and g h)', 'f')})`)],
  ['argmax (c ? f : −∞) = argmax_{c} f, where f may be −∞', claim(algebras.argmax, ['(= s none)', '(= t none)', 'g'], `(= ${step(algebras.argmax, step(algebras.argmax, 's', 'g', '(ite h f ninf)', '0'), 'g', 'd', '1')} ${step(algebras.argmax, step(algebras.argmax, 't', '(and g h)', 'f', '0'), 'g', 'd', '1')})`)],
  ['argmax (c ? f : −∞) = argmax_{c} f, where nothing may be unmasked', claim(algebras.argmax, ['(finite f)'], `(= ${step(algebras.argmax, 'none', 'g', '(ite h f ninf)')} ${step(algebras.argmax, 'none', '(and g h)', 'f')})`)],
  ['⊕_{k < B, k < n} f = ⊕_{k < n} f, for n > B', claim(algebras.sum, ['(< k n)'], `(= s ${step(algebras.sum, 's', 'g', 'f')})`)],
  ['max_{k < n} c = c, for n that may be 0', claim(algebras.max, [], `(= ${algebras.max.empty} c)`)],
  ['Σ_{g} c = n · c', claim(algebras.sum, ['(finite c)'], `(= ${step(algebras.sum, '(times (fin (to_real k)) c)', 'g', 'c')} (times (fin (to_real (+ k 1))) c))`)],
  ['Σ_{k < n} c = n · c, for infinite c and n = 0', claim(algebras.sum, [], `(= ${algebras.sum.empty} (times (fin 0.0) c))`)],
  ['⊕_{k = e} f(k) = f(e), for e out of range', claim(algebras.sum, ['(= n 0)'], `(= (ite (and (<= 0 e) (< e n)) f ${algebras.sum.empty}) f)`)],
  ['⊕_{g ∧ c} f = ⊕_{g} f, where c implies g', claim(algebras.sum, ['(=> h g)'], `(= ${step(algebras.sum, 's', '(and g h)', 'f')} ${step(algebras.sum, 's', 'g', 'f')})`)],
  ['c · max f = max c · f, for negative c', claim(algebras.max, ['(finite c)'], `(= (times c (larger s f)) (larger (times c s) (times c f)))`)],
  ['c + max f = max (c + f), for infinite c over nothing', claim(algebras.max, [], `(= (plus c ${algebras.max.empty}) ${algebras.max.empty})`)],
  ['c · Σ f = Σ c · f, for infinite c over nothing', claim(algebras.sum, [], `(= (times c ${algebras.sum.empty}) ${algebras.sum.empty})`)],
  ['Σ (a + b) = Σ a + Σ b needs no definedness', claim(algebras.sum, ['(not (= s und))', '(not (= t und))', '(not (= f und))', '(not (= c und))'], `(not (= (plus (plus s t) (plus f c)) und))`)],
  ['Π_{k < n} f = 0 where some factor is 0', claim(algebras.prod, [], `(= (times (fin 0.0) f) (fin 0.0))`)],
  ['any_{g} c = c, over nothing', claim(algebras.any, [], `(= ${algebras.any.empty} c)`)],
  ['argmax keeps the last of equal values', claim(algebras.argmax, ['(finite f)'], `(= ${step(algebras.argmax, step(algebras.argmax, 'none', 'true', 'f', '0'), 'true', 'f', '1')} (best f 1))`)]
];
