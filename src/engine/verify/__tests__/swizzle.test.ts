/**
 * Grouped program ids number tiles by row and column, once each. The statement is nonlinear, so it goes by lemmas: what one lemma shows of
 * a product or a quotient, the next takes as an opaque integer.
 */
import { decide, loadSolver } from '../../simplify/__tests__/prove';

beforeAll(loadSolver);

type Lemma = readonly [title: string, constants: string, given: readonly string[], goal: string];

/** g: group. a: its first row, g · G. W: programs in a group, G · Q. s: rows of the group. r: place in the group. r = q · s + t. */
const lemmas: readonly Lemma[] = [
  ['a group begins before the last row', 'a P Q v r', ['(< 0 Q)', '(= v (+ (* a Q) r))', '(<= 0 r)', '(< v (* P Q))'], '(< a P)'],
  ['a group has rows', 'a P G s', ['(< 0 G)', '(< a P)', '(= s (ite (<= (- P a) G) (- P a) G))'], '(and (<= 1 s) (<= s G) (<= (+ a s) P))'],
  ['the places of a full group', 'G Q r s', ['(= s G)', '(< r (* G Q))'], '(< r (* s Q))'],
  ['the places of a group that is cut', 'a P Q r s', ['(= s (- P a))', '(< (+ (* a Q) r) (* P Q))'], '(< r (* s Q))'],
  ['columns are in range', 'Q r s q t', ['(< 0 s)', '(<= 0 t)', '(= r (+ (* q s) t))', '(<= 0 r)', '(< t s)', '(< r (* s Q))'], '(and (<= 0 q) (< q Q))'],
  ['rows are in range', 'a P s t', ['(<= 0 a)', '(<= 0 t)', '(< t s)', '(<= (+ a s) P)'], '(and (<= 0 (+ a t)) (< (+ a t) P))'],
  ['the row tells the group', 'G g h t u', ['(< 0 G)', '(<= 0 t)', '(< t G)', '(<= 0 u)', '(< u G)', '(= (+ (* g G) t) (+ (* h G) u))'], '(= g h)'],
  ['row and column tell the place', 's q t p u', ['(= q p)', '(= t u)'], '(= (+ (* q s) t) (+ (* p s) u))'],
  // Each row and column occurs: t is the row in its group, p = a + t.
  ['a row lies in its group', 'a P G s t', ['(< 0 G)', '(<= 0 t)', '(< t G)', '(< (+ a t) P)', '(= s (ite (<= (- P a) G) (- P a) G))'], '(< t s)'],
  ['a place lies in its group', 'Q s q t', ['(<= 0 q)', '(< q Q)', '(<= 0 t)', '(< t s)'], '(and (<= 0 (+ (* q s) t)) (< (+ (* q s) t) (* s Q)))'],
  ['a group lies in the launch', 'a P Q r s', ['(< 0 Q)', '(< r (* s Q))', '(<= (+ a s) P)'], '(< (+ (* a Q) r) (* P Q))'],
  ['a place is below the size of a group', 'G Q r s', ['(< 0 Q)', '(<= s G)', '(< r (* s Q))'], '(< r (* G Q))'],
  // With v mod s in the place of (v mod W) mod s, rows of a group are shifted: c is the shift, x the row that t and u both would take.
  ['a shift does not merge rows', 's d t u', ['(< 0 s)', '(<= 0 t)', '(< t s)', '(<= 0 u)', '(< u s)', '(= (- t u) (* d s))'], '(= t u)'],
  ['a shift reaches each row', 's c x k t', ['(= (- x c) (+ (* k s) t))'], '(= (+ c t) (+ (* (- k) s) x))'],
  // The other spelling of the height of the last group.
  ['groups do not differ', 'G d m', ['(< 0 G)', '(<= 0 m)', '(< m G)', '(< 0 (+ (* d G) m))', '(< (+ (* d G) m) G)'], '(= d 0)'],
  ['P mod G is the height of a last group that is cut', 'G P g k m', ['(= P (+ (* k G) m))', '(= k g)'], '(= m (- P (* g G)))']
];

const script = ([, constants, given, goal]: Lemma): string =>
  [...constants.split(' ').map(c => `(declare-const ${c} Int)`), ...given.map(g => `(assert ${g})`), `(assert (not ${goal}))`].join('\n');

test.each(lemmas)('%s', (...lemma) => expect(decide(script(lemma))).toBe('unsat'));

test.each(lemmas)('%s: its hypotheses can be met', (title, constants, given) => expect(decide(script([title, constants, given, 'false']))).toBe('sat'));

test('on all small launches, by hand', () => {
  for (let P = 1; P <= 6; P++) {
    for (let Q = 1; Q <= 5; Q++) {
      for (let G = 1; G <= 7; G++) {
        const shifted: string[] = [];
        const tiles = Array.from({ length: P * Q }, (_, v) => {
          const g = Math.floor(v / (G * Q));
          const s = Math.min(P - g * G, G);
          const other = P < g * G + G ? P % G : G;
          expect(other).toBe(s);
          const r = v % (G * Q);
          shifted.push(`${g * G + (v % s)} ${Math.floor(r / s)}`);
          return `${g * G + (r % s)} ${Math.floor(r / s)}`;
        });
        const all = Array.from({ length: P * Q }, (_, k) => `${Math.floor(k / Q)} ${k % Q}`);
        expect([...tiles].sort()).toEqual(all.sort());
        expect(shifted.sort()).toEqual(all.sort());
      }
    }
  }
});
