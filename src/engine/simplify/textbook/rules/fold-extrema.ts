/** The largest and the smallest element of a range: −∞ and ∞ over nothing. */
import { equation, rewrite, type Equation } from '../equation';
import { fold } from './patterns';

const KINDS = [
  { op: 'max', two: 'max2', other: 'min', otherTwo: 'min2', arg: 'argmax', otherArg: 'argmin' },
  { op: 'min', two: 'min2', other: 'max', otherTwo: 'max2', arg: 'argmin', otherArg: 'argmax' }
] as const;
/** Functions that keep the order of their arguments; over nothing they would be taken at ±∞. */
const INCREASING = ['exp', 'exp2', 'sigmoid', 'tanh'] as const;

const first = (op: string, body: string): string => `(${op} ?n (\\ $i ?g) (\\ $i ${body}) (\\ $i ?k))`;

export const foldExtrema: readonly Equation[] = [
  ...KINDS.flatMap(({ op, two, other, arg, otherArg }) => [
    equation(`${op}-plus`, `${op} (c + f) = c + ${op} f`, fold(op, '(add ?c ?f)'), `(add ?c ${fold(op, '?f')})`, 'finite ?c', 'defined ?c'),
    equation(`${op}-minus`, `${op} (f − c) = ${op} f − c`, fold(op, '(sub ?f ?c)'), `(sub ${fold(op, '?f')} ?c)`, 'finite ?c', 'defined ?c'),
    equation(`${op}-from`, `${op} (c − f) = c − ${other} f`, fold(op, '(sub ?c ?f)'), `(sub ?c ${fold(other, '?f')})`, 'finite ?c', 'defined ?c'),
    equation(`${op}-times`, `${op} c f = c ${op} f, for c > 0`, fold(op, '(mul ?c ?f)'), `(mul ?c ${fold(op, '?f')})`, 'positive ?c', 'finite ?c', 'defined ?c'),
    equation(`${op}-over`, `${op} f / c = (${op} f) / c, for c > 0`, fold(op, '(div ?f ?c)'), `(div ${fold(op, '?f')} ?c)`, 'positive ?c', 'finite ?c', 'defined ?c'),
    equation(`${op}-neg`, `${op} −f = −${other} f`, fold(op, '(neg ?f)'), `(neg ${fold(other, '?f')})`),
    equation(`${op}-of-pairs`, `${op} ${op}(f, h) = ${op}(${op} f, ${op} h)`, fold(op, `(${two} ?f ?h)`), `(${two} ${fold(op, '?f')} ${fold(op, '?h')})`),
    equation(`${op}-with-constant`, `${op} ${op}(c, f) = ${op}(c, ${op} f)`, fold(op, `(${two} ?c ?f)`, 'true'), `(${two} ?c ${fold(op, '?f', 'true')})`, 'inhabited ?n'),
    rewrite(`${op}-of-constant`, `${op}_{i < n} c = c`, fold(op, '?c', 'true'), '?c', 'inhabited ?n'),
    equation(`${op}-of-parts`, `${op}(${op}_{g ∧ h} f, ${op}_{g ∧ ¬h} f) = ${op}_g f`, `(${two} ${fold(op, '?f', '(and ?g ?h)')} ${fold(op, '?f', '(and ?g (not ?h))')})`, fold(op, '?f'), 'defined ?h'),
    equation(`${op}-of-union`, `${op}(${op}_g f, ${op}_h f) = ${op}_{g ∨ h} f`, `(${two} ${fold(op, '?f', '?g')} ${fold(op, '?f', '?h')})`, fold(op, '?f', '(or ?g ?h)'), 'defined ?g', 'defined ?h'),
    ...INCREASING.map(f => equation(`${op}-of-${f}`, `${op} ${f} f = ${f} ${op} f`, fold(op, `(${f} ?f)`, 'true'), `(${f} ${fold(op, '?f', 'true')})`, 'inhabited ?n')),
    equation(`${op}-of-log`, `${op} log f = log ${op} f`, fold(op, '(log ?f)', 'true'), `(log ${fold(op, '?f', 'true')})`, 'inhabited ?n', 'positive ?f'),
    equation(`${op}-of-sqrt`, `${op} √f = √(${op} f)`, fold(op, '(sqrt ?f)', 'true'), `(sqrt ${fold(op, '?f', 'true')})`, 'inhabited ?n', 'nonnegative ?f'),

    rewrite(`${arg}-plus`, `${arg} (c + f) = ${arg} f`, first(arg, '(add ?c ?f)'), first(arg, '?f'), 'finite ?c', 'defined ?c', 'apart ?c $i'),
    rewrite(`${arg}-minus`, `${arg} (f − c) = ${arg} f`, first(arg, '(sub ?f ?c)'), first(arg, '?f'), 'finite ?c', 'defined ?c', 'apart ?c $i'),
    rewrite(`${arg}-times`, `${arg} c f = ${arg} f, for c > 0`, first(arg, '(mul ?c ?f)'), first(arg, '?f'), 'positive ?c', 'finite ?c', 'defined ?c', 'apart ?c $i'),
    rewrite(`${arg}-over`, `${arg} f / c = ${arg} f, for c > 0`, first(arg, '(div ?f ?c)'), first(arg, '?f'), 'positive ?c', 'finite ?c', 'defined ?c', 'apart ?c $i'),
    rewrite(`${arg}-of-exp`, `${arg} e^f = ${arg} f`, first(arg, '(exp ?f)'), first(arg, '?f')),
    rewrite(`${arg}-neg`, `${arg} −f = ${otherArg} f`, first(arg, '(neg ?f)'), first(otherArg, '?f'))
  ]),
  rewrite('max-of-magnitudes', 'max |f| = max(max f, −min f)', fold('max', '(abs ?f)'), `(max2 ${fold('max', '?f')} (neg ${fold('min', '?f')}))`),
  rewrite('max-of-indicators', 'max (p ? 1 : 0) = (⋁ p) ? 1 : 0', fold('max', '(select ?p 1 0)', 'true'), `(select ${fold('any', '?p', 'true')} 1 0)`, 'inhabited ?n', 'defined ?p'),
  rewrite('min-of-indicators', 'min (p ? 1 : 0) = (⋀ p) ? 1 : 0', fold('min', '(select ?p 1 0)', 'true'), `(select ${fold('all', '?p', 'true')} 1 0)`, 'inhabited ?n', 'defined ?p'),
  equation('any-not', '⋁ ¬p = ¬⋀ p', fold('any', '(not ?p)'), `(not ${fold('all', '?p')})`),
  equation('all-not', '⋀ ¬p = ¬⋁ p', fold('all', '(not ?p)'), `(not ${fold('any', '?p')})`),
  equation('any-or', '⋁ (p ∨ q) = ⋁ p ∨ ⋁ q', fold('any', '(or ?p ?q)'), `(or ${fold('any', '?p')} ${fold('any', '?q')})`),
  equation('all-and', '⋀ (p ∧ q) = ⋀ p ∧ ⋀ q', fold('all', '(and ?p ?q)'), `(and ${fold('all', '?p')} ${fold('all', '?q')})`),
  equation('any-guard', '⋁_{g ∧ h} p = ⋁_g (h ∧ p)', fold('any', '?p', '(and ?g ?h)'), fold('any', '(and ?h ?p)'), 'defined ?g', 'defined ?h'),
  rewrite('less-than-max', 'c < max f = ⋁ c < f', `(lt ?c ${fold('max', '?f')})`, fold('any', '(lt ?c ?f)'), 'defined ?c', 'defined ?f', 'defined ?g'),
  rewrite('max-less-than', 'max f ≤ c = ⋀ f ≤ c', `(le ${fold('max', '?f')} ?c)`, fold('all', '(le ?f ?c)'), 'defined ?c', 'defined ?f', 'defined ?g')
];
