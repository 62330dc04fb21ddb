/** Loops that deal work out over programs: pid + t · S numbers what is dealt out, each once. The divisions are opaque integers to the solver. */
import { decide, loadSolver } from '../../simplify/__tests__/prove';

beforeAll(loadSolver);

type Lemma = readonly [title: string, constants: string, given: readonly string[], goal: string];

/** p, q: programs, of P. S: step. t, u: iterations, d = t − u. n: number of what is dealt out. x = k · S + r: one of it. */
const lemmas: readonly Lemma[] = [
  ['no two programs take the same', 'p q P S d', ['(<= 0 p)', '(< p P)', '(<= 0 q)', '(< q P)', '(<= P S)', '(= (- q p) (* d S))'], '(and (= p q) (= d 0))'],
  ['each is taken by a program', 'n P S k r x', ['(< 0 S)', '(>= P (ite (<= S n) S n))', '(<= 0 x)', '(< x n)', '(= x (+ (* k S) r))', '(<= 0 r)', '(< r S)', '(<= 0 k)'], '(and (<= 0 r) (< r P))'],
  ['in an iteration', 'S k r x', ['(< 0 S)', '(<= 0 x)', '(= x (+ (* k S) r))', '(< r S)'], '(<= 0 k)'],
  ['what is below n / b, rounded up, is what b times it is below n', 'b n c x', ['(< 0 b)', '(<= (* b c) (- (+ n b) 1))', '(< (- (+ n b) 1) (+ (* b c) b))'], '(= (< x c) (< (* b x) n))']
];

const script = ([, constants, given, goal]: Lemma): string =>
  [...constants.split(' ').map(c => `(declare-const ${c} Int)`), ...given.map(g => `(assert ${g})`), `(assert (not ${goal}))`].join('\n');

test.each(lemmas)('%s', (...lemma) => expect(decide(script(lemma))).toBe('unsat'));

test.each(lemmas)('%s: its hypotheses can be met', (title, constants, given) => expect(decide(script([title, constants, given, 'false']))).toBe('sat'));

/** What the programs of a launch take, in turn. */
function taken(programs: number, step: number, n: number): number[] {
  const all: number[] = [];
  for (let pid = 0; pid < programs; pid++) {
    for (let x = pid; x < n; x += step) {
      all.push(x);
    }
  }
  return all;
}

test('on all small launches, by hand', () => {
  for (let n = 1; n <= 9; n++) {
    for (let step = 1; step <= 10; step++) {
      for (let programs = 1; programs <= 11; programs++) {
        const isDealt = programs <= step && programs >= Math.min(step, n);
        const isBijection = JSON.stringify(taken(programs, step, n).sort((a, b) => a - b)) === JSON.stringify(Array.from({ length: n }, (_, x) => x));
        expect(isBijection || !isDealt).toBe(true);
        // Nothing else is one, but that programs past n take nothing.
        expect(isDealt || !isBijection || step >= n).toBe(true);
      }
    }
  }
});
