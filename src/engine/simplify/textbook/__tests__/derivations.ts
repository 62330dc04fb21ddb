/** Derivations of the rows that the solver does not prove in one go, and the lemmas that only they use. */
import { rewrite, type Equation } from '../equation';
import { fold, N, overSecond, square, sum, total } from '../rules/patterns';
import type { Derivation, DerivationStep } from './derive';

const derive = (of: string, ...steps: readonly DerivationStep[]): Derivation => ({ of, strictIn: [], apartFromEmpty: false, inductionOn: null, steps });
const deriveWhereDefined = (of: string, strictIn: readonly string[], ...steps: readonly DerivationStep[]): Derivation => ({ ...derive(of, ...steps), strictIn });
const deriveApartFromEmpty = (of: string, ...steps: readonly DerivationStep[]): Derivation => ({ ...derive(of, ...steps), apartFromEmpty: true });
const deriveByInduction = (of: string, on: string, ...steps: readonly DerivationStep[]): Derivation => ({ ...derive(of, ...steps), inductionOn: on });

export const lemmas: readonly Equation[] = [
  rewrite('inverse-of-product', '1 / bd = (1 / b)(1 / d)', '(div 1 (mul ?b ?d))', '(mul (div 1 ?b) (div 1 ?d))'),
  rewrite('mul-pairs', '(ab)(cd) = (ac)(bd)', '(mul (mul ?a ?b) (mul ?c ?d))', '(mul (mul ?a ?c) (mul ?b ?d))'),
  rewrite('mul-quotient', 'b (a / b) = a', '(mul ?b (div ?a ?b))', '?a', 'finite ?b', 'nonzero ?b', 'defined ?b'),
  rewrite('multiple-over', 'ba / b = a', '(div (mul ?b ?a) ?b)', '?a', 'finite ?b', 'nonzero ?b', 'defined ?b'),
  rewrite('add-difference', 'c + (a − c) = a', '(add ?c (sub ?a ?c))', '?a', 'finite ?c', 'defined ?c'),
  rewrite('sub-quotient', 'a / b − c = (a − bc) / b', '(sub (div ?a ?b) ?c)', '(div (sub ?a (mul ?b ?c)) ?b)', 'finite ?b', 'nonzero ?b'),
  rewrite('fraction-of-one-plus', '(1 − a) / (1 + a) = 2 / (1 + a) − 1', '(div (sub 1 ?a) (add 1 ?a))', '(sub (div 2 (add 1 ?a)) 1)', 'finite ?a'),
  rewrite('larger-minus', 'max(a − c, b − c) = max(a, b) − c', '(max2 (sub ?a ?c) (sub ?b ?c))', '(sub (max2 ?a ?b) ?c)', 'finite ?c'),
  rewrite('smaller-minus', 'min(a − c, b − c) = min(a, b) − c', '(min2 (sub ?a ?c) (sub ?b ?c))', '(sub (min2 ?a ?b) ?c)', 'finite ?c'),
  rewrite('square-of-twice-less-one', '1 − (2s − 1)² = 4 s (1 − s)', '(sub 1 (mul (sub (mul 2 ?s) 1) (sub (mul 2 ?s) 1)))', '(mul 4 (mul ?s (sub 1 ?s)))', 'finite ?s'),
  rewrite('rotation', '(xc − ys)² + (xs + yc)² = (x² + y²)(s² + c²)', '(add (pow (sub (mul ?x ?c) (mul ?y ?s)) 2) (pow (add (mul ?x ?s) (mul ?y ?c)) 2))', '(mul (add (pow ?x 2) (pow ?y 2)) (add (mul ?s ?s) (mul ?c ?c)))', 'finite ?x', 'finite ?y', 'finite ?s', 'finite ?c'),
  rewrite('log2-of-scaled-down', 'log₂ (b / 2ᵃ) = log₂ b − a', '(log2 (div ?b (exp2 ?a)))', '(sub (log2 ?b) ?a)', 'finite ?a'),
  rewrite('squared-difference', '(a − m)² = a² − 2ma + m²', square('(sub ?a ?m)'), '(add (sub (mul ?a ?a) (mul 2 (mul ?m ?a))) (mul ?m ?m))', 'finite ?a', 'finite ?m'),
  rewrite('product-of-differences', '(x − a)(y − b) = xy − bx − ay + ab', '(mul (sub ?x ?a) (sub ?y ?b))', '(add (sub (sub (mul ?x ?y) (mul ?b ?x)) (mul ?a ?y)) (mul ?a ?b))', 'finite ?x', 'finite ?y', 'finite ?a', 'finite ?b'),
  rewrite('difference-times-own', '(a − m) a = a² − ma', '(mul (sub ?a ?m) ?a)', '(sub (mul ?a ?a) (mul ?m ?a))', 'finite ?a'),
  rewrite('difference-times', '(a − m) h = ah − mh', '(mul (sub ?a ?m) ?h)', '(sub (mul ?a ?h) (mul ?m ?h))', 'finite ?h'),
  rewrite('completed-square', 'q − 2m(nm) + nm² = q − nm²', '(add (sub ?q (mul 2 (mul ?m (mul ?n ?m)))) (mul ?n (mul ?m ?m)))', '(sub ?q (mul ?n (mul ?m ?m)))', 'finite ?m', 'finite ?n'),
  rewrite('completed-product', 'q − b(na) − a(nb) + nab = q − nab', '(add (sub (sub ?q (mul ?b (mul ?n ?a))) (mul ?a (mul ?n ?b))) (mul ?n (mul ?a ?b)))', '(sub ?q (mul ?n (mul ?a ?b)))', 'finite ?a', 'finite ?b', 'finite ?n'),
  rewrite('multiple-of-square', 'm (nm) = nm²', '(mul ?m (mul ?n ?m))', '(mul ?n (mul ?m ?m))'),
  rewrite('multiple-of-two-quotients', 'n (s / n)(t / n) = st / n', '(mul ?n (mul (div ?s ?n) (div ?t ?n)))', '(div (mul ?s ?t) ?n)', 'finite ?n', 'nonzero ?n'),
  rewrite('prod-of-inverses', 'Π 1 / f = 1 / Π f', fold('prod', '(div 1 ?f)'), `(div 1 ${fold('prod', '?f')})`),
  rewrite('mul-of-quotient', '(a / c) b = ab / c', '(mul (div ?a ?c) ?b)', '(div (mul ?a ?b) ?c)')
];

const mean = (f: string): string => `(div ${total(f)} ${N})`;
const [MF, MH, SF, SH] = [mean('?f'), mean('?h'), total('?f'), total('?h')];
const SQ = total(square('?f'));
const FH = total('(mul ?f ?h)');
const tanhForm = (a: string): string => `(sub (mul 2 (sigmoid (mul 2 ${a}))) 1)`;
const tanhOfTwo = (two: 'max2' | 'min2', size: 'larger' | 'smaller'): Derivation =>
  derive(
    `${size}-under-tanh`,
    ['tanh-by-sigmoid', `(${two} ${tanhForm('?a')} ${tanhForm('?b')})`],
    [`${size}-minus`, `(sub (${two} (mul 2 (sigmoid (mul 2 ?a))) (mul 2 (sigmoid (mul 2 ?b)))) 1)`],
    [`${size}-times`, `(sub (mul 2 (${two} (sigmoid (mul 2 ?a)) (sigmoid (mul 2 ?b)))) 1)`],
    [`${size}-under-sigmoid`, `(sub (mul 2 (sigmoid (${two} (mul 2 ?a) (mul 2 ?b)))) 1)`],
    [`${size}-times`, `(sub (mul 2 (sigmoid (mul 2 (${two} ?a ?b)))) 1)`],
    ['tanh-by-sigmoid', '=']
  );
const tanhOfFold = (op: 'max' | 'min'): Derivation => {
  const over = (body: string): string => fold(op, body, 'true');
  return derive(
    `${op}-of-tanh`,
    ['tanh-by-sigmoid', over(tanhForm('?f'))],
    [`${op}-minus`, `(sub ${over('(mul 2 (sigmoid (mul 2 ?f)))')} 1)`],
    [`${op}-times`, `(sub (mul 2 ${over('(sigmoid (mul 2 ?f))')}) 1)`],
    [`${op}-of-sigmoid`, `(sub (mul 2 (sigmoid ${over('(mul 2 ?f)')})) 1)`],
    [`${op}-times`, `(sub (mul 2 (sigmoid (mul 2 ${over('?f')}))) 1)`],
    ['tanh-by-sigmoid', '=']
  );
};

const E = sum('(exp ?f)');
const inner = overSecond('sum', '?b');
const byMax = (of: string, by: string): Derivation => deriveApartFromEmpty(of, [by, '=']);

/** a (1 + tanh(√(2/π) u)) / 2. */
const geluOf = (u: string): string => `(mul ?a (div (add 1 (tanh (mul (sqrt (div 2 pi)) ${u}))) 2))`;
const CUBIC = '(mul 8943/200000 (mul ?a ?a))';

export const derivations: readonly Derivation[] = [
  derive(
    'gelu-by-sigmoid',
    ['sigmoid-of-double', geluOf(`(mul ?a (add ${CUBIC} 1))`)],
    ['mul-distributes', geluOf(`(add (mul ?a ${CUBIC}) (mul ?a 1))`)],
    ['mul-one', geluOf(`(add (mul ?a ${CUBIC}) ?a)`)],
    ['add-commutes', geluOf(`(add ?a (mul ?a ${CUBIC}))`)],
    ['mul-associates', geluOf('(add ?a (mul (mul ?a 8943/200000) (mul ?a ?a)))')],
    ['mul-commutes', geluOf('(add ?a (mul (mul 8943/200000 ?a) (mul ?a ?a)))')],
    ['mul-associates', '=']
  ),
  derive('mul-pairs', ['mul-associates', '(mul ?a (mul ?b (mul ?c ?d)))'], ['mul-associates', '(mul ?a (mul (mul ?b ?c) ?d))'], ['mul-commutes', '(mul ?a (mul (mul ?c ?b) ?d))'], ['mul-associates', '(mul ?a (mul ?c (mul ?b ?d)))'], ['mul-associates', '=']),
  deriveWhereDefined('sub-quotient', ['?b'], ['multiple-over', '(sub (div ?a ?b) (div (mul ?b ?c) ?b))'], ['sub-over', '=']),
  derive('mul-fractions', ['div-as-mul', '(mul (mul ?a (div 1 ?b)) (mul ?c (div 1 ?d)))'], ['mul-pairs', '(mul (mul ?a ?c) (mul (div 1 ?b) (div 1 ?d)))'], ['inverse-of-product', '(mul (mul ?a ?c) (div 1 (mul ?b ?d)))'], ['div-as-mul', '=']),
  derive('cancel-denominator', ['div-as-mul', '(div (mul ?a (div 1 ?c)) (div ?b ?c))'], ['div-as-mul', '(div (mul ?a (div 1 ?c)) (mul ?b (div 1 ?c)))'], ['cancel-factor', '=']),
  derive('exp2-sum-shift', ['exp2-sub', sum('(div (exp2 ?f) (exp2 ?m))')], ['sum-over', '=']),
  derive('cancel-factor', ['mul-fractions', '(mul (div ?a ?b) (div ?c ?c))'], ['div-self', '(mul (div ?a ?b) 1)'], ['mul-one', '=']),
  deriveWhereDefined('sub-from-fraction', ['?b'], ['mul-then-div', '(sub (div ?a ?b) (div (mul ?c ?b) ?b))'], ['sub-over', '=']),
  derive('add-fractions', ['cancel-factor', '(add (div (mul ?a ?d) (mul ?b ?d)) (div ?c ?d))'], ['cancel-factor', '(add (div (mul ?a ?d) (mul ?b ?d)) (div (mul ?c ?b) (mul ?d ?b)))'], ['mul-commutes', '(add (div (mul ?a ?d) (mul ?b ?d)) (div (mul ?c ?b) (mul ?b ?d)))'], ['add-over', '=']),
  derive('power-minus-half', ['power-as-exp', '(exp (mul -1/2 (log ?a)))'], ['', '(exp (neg (mul 1/2 (log ?a))))'], ['exp-neg', '(div 1 (exp (mul 1/2 (log ?a))))'], ['power-as-exp', '(div 1 (pow ?a 1/2))'], ['power-half', '=']),
  derive('over-square-under-sqrt', ['sqrt-div', '(div (sqrt ?b) (sqrt (mul ?a ?a)))'], ['sqrt-of-square', '=']),
  derive('sum-of-squares-of-quotient', ['mul-fractions', sum('(div (mul ?f ?f) (mul ?c ?c))')], ['sum-over', '=']),
  derive('sum-of-scaled-quotients', ['mul-of-quotient', sum('(div (mul ?a ?f) ?c)')], ['sum-over', '=']),
  derive('norm-of-multiple', ['sum-of-squares-of-multiple', `(sqrt (mul (mul ?c ?c) ${sum(square('?f'), '?p')}))`], ['square-under-sqrt', '=']),
  derive('norm-of-quotient', ['sum-of-squares-of-quotient', `(sqrt (div ${sum(square('?f'), '?p')} (mul ?c ?c)))`], ['over-square-under-sqrt', '=']),

  derive('logaddexp-shift', ['exp-sub', '(add ?m (log (add (div (exp ?a) (exp ?m)) (div (exp ?b) (exp ?m)))))'], ['add-over', '(add ?m (log (div (add (exp ?a) (exp ?b)) (exp ?m))))'], ['log-of-scaled-down', '(add ?m (sub (log (add (exp ?a) (exp ?b))) ?m))'], ['add-difference', '=']),
  deriveWhereDefined('stable-logaddexp', ['?a', '?b'], ['', '(add (max2 ?a ?b) (log (add (exp (sub ?a (max2 ?a ?b))) (exp (sub ?b (max2 ?a ?b))))))'], ['logaddexp-shift', '=']),
  derive('tanh-slope', ['tanh-by-sigmoid', `(sub 1 (mul ${tanhForm('?a')} ${tanhForm('?a')}))`], ['square-of-twice-less-one', '=']),
  derive('tanh-of-negative-exp', ['fraction-of-one-plus', '(sub (div 2 (add 1 (exp (neg (mul 2 ?a))))) 1)'], ['tanh-as-excess', '=']),
  derive('rotation-keeps-norm', ['rotation', '(mul (add (pow ?x 2) (pow ?y 2)) (add (mul (sin ?a) (sin ?a)) (mul (cos ?a) (cos ?a))))'], ['sin-squared-plus-cos-squared', '(mul (add (pow ?x 2) (pow ?y 2)) 1)'], ['mul-one', '=']),
  tanhOfTwo('max2', 'larger'),
  tanhOfTwo('min2', 'smaller'),
  tanhOfFold('max'),
  tanhOfFold('min'),

  deriveByInduction('prod-mul', '?n', ['mul-pairs', '=']),
  ...['sum', 'prod', 'max', 'min'].map(op => deriveByInduction(`${op}-exchange`, '?n', [op === 'prod' ? 'prod-mul' : '', '='])),
  derive(
    'double-sum-of-products',
    ['sum-times', sum(`(mul ?a ${inner})`)],
    ['mul-commutes', sum(`(mul ${inner} ?a)`)],
    ['sum-times', `(mul ${inner} ${sum('?a')})`],
    ['mul-commutes', '=']
  ),
  derive('prod-div', ['div-as-mul', fold('prod', '(mul ?f (div 1 ?h))')], ['prod-mul', `(mul ${fold('prod', '?f')} ${fold('prod', '(div 1 ?h)')})`], ['prod-of-inverses', `(mul ${fold('prod', '?f')} (div 1 ${fold('prod', '?h')}))`], ['div-as-mul', '=']),

  derive(
    'squared-deviations',
    ['squared-difference', total('(add (sub (mul ?f ?f) (mul 2 (mul ?m ?f))) (mul ?m ?m))')],
    ['sum-add', `(add ${total('(sub (mul ?f ?f) (mul 2 (mul ?m ?f)))')} ${total('(mul ?m ?m)')})`],
    ['sum-sub', `(add (sub ${SQ} ${total('(mul 2 (mul ?m ?f))')}) ${total('(mul ?m ?m)')})`],
    ['sum-times', `(add (sub ${SQ} (mul 2 ${total('(mul ?m ?f)')})) ${total('(mul ?m ?m)')})`],
    ['sum-times', `(add (sub ${SQ} (mul 2 (mul ?m ${SF}))) ${total('(mul ?m ?m)')})`],
    ['sum-of-constant', '=']
  ),
  derive(
    'squared-deviations-where',
    ['squared-difference', sum('(add (sub (mul ?f ?f) (mul 2 (mul ?m ?f))) (mul ?m ?m))')],
    ['sum-add', `(add ${sum('(sub (mul ?f ?f) (mul 2 (mul ?m ?f)))')} ${sum('(mul ?m ?m)')})`],
    ['sum-sub', `(add (sub ${sum(square('?f'))} ${sum('(mul 2 (mul ?m ?f))')}) ${sum('(mul ?m ?m)')})`],
    ['sum-times', `(add (sub ${sum(square('?f'))} (mul 2 ${sum('(mul ?m ?f)')})) ${sum('(mul ?m ?m)')})`],
    ['sum-times', `(add (sub ${sum(square('?f'))} (mul 2 (mul ?m ${sum('?f')}))) ${sum('(mul ?m ?m)')})`],
    ['sum-of-constant-where', '=']
  ),
  derive(
    'products-of-deviations',
    ['product-of-differences', total('(add (sub (sub (mul ?f ?h) (mul ?b ?f)) (mul ?a ?h)) (mul ?a ?b))')],
    ['sum-add', `(add ${total('(sub (sub (mul ?f ?h) (mul ?b ?f)) (mul ?a ?h))')} ${total('(mul ?a ?b)')})`],
    ['sum-sub', `(add (sub ${total('(sub (mul ?f ?h) (mul ?b ?f))')} ${total('(mul ?a ?h)')}) ${total('(mul ?a ?b)')})`],
    ['sum-sub', `(add (sub (sub ${FH} ${total('(mul ?b ?f)')}) ${total('(mul ?a ?h)')}) ${total('(mul ?a ?b)')})`],
    ['sum-times', `(add (sub (sub ${FH} (mul ?b ${SF})) (mul ?a ${SH})) ${total('(mul ?a ?b)')})`],
    ['sum-of-constant', '=']
  ),
  derive('deviations-cancel', ['sum-of-deviations', `(sub ${SF} (mul ${N} ${MF}))`], ['mul-quotient', `(sub ${SF} ${SF})`], ['sub-self', '=']),
  derive(
    'squared-deviations-from-mean',
    ['squared-deviations', `(add (sub ${SQ} (mul 2 (mul ${MF} ${SF}))) (mul ${N} ${square(MF)}))`],
    ['mul-quotient', `(add (sub ${SQ} (mul 2 (mul ${MF} (mul ${N} ${MF})))) (mul ${N} ${square(MF)}))`],
    ['completed-square', '=']
  ),
  derive('squared-deviations-by-sum', ['squared-deviations-from-mean', `(sub ${SQ} (mul ${N} ${square(MF)}))`], ['multiple-of-two-quotients', '=']),
  derive('variance', ['sub-quotient', `(div (sub ${SQ} (mul ${N} ${square(MF)})) ${N})`], ['squared-deviations-from-mean', '=']),
  derive(
    'deviations-times-values',
    ['difference-times-own', total(`(sub (mul ?f ?f) (mul ${MF} ?f))`)],
    ['sum-sub', `(sub ${SQ} ${total(`(mul ${MF} ?f)`)})`],
    ['sum-times', `(sub ${SQ} (mul ${MF} ${SF}))`],
    ['mul-quotient', `(sub ${SQ} (mul ${MF} (mul ${N} ${MF})))`],
    ['multiple-of-square', `(sub ${SQ} (mul ${N} ${square(MF)}))`],
    ['squared-deviations-from-mean', '=']
  ),
  derive(
    'products-of-deviations-from-mean',
    ['products-of-deviations', `(add (sub (sub ${FH} (mul ${MH} ${SF})) (mul ${MF} ${SH})) (mul ${N} (mul ${MF} ${MH})))`],
    ['mul-quotient', `(add (sub (sub ${FH} (mul ${MH} (mul ${N} ${MF}))) (mul ${MF} (mul ${N} ${MH}))) (mul ${N} (mul ${MF} ${MH})))`],
    ['completed-product', `(sub ${FH} (mul ${N} (mul ${MF} ${MH})))`],
    ['multiple-of-two-quotients', '=']
  ),
  derive(
    'covariance',
    ['sub-quotient', `(div (sub ${FH} (mul ${N} (mul ${MF} ${MH}))) ${N})`],
    ['multiple-of-two-quotients', `(div (sub ${FH} (div (mul ${SF} ${SH}) ${N})) ${N})`],
    ['products-of-deviations-from-mean', '=']
  ),
  derive(
    'one-deviation-suffices',
    ['products-of-deviations-from-mean', `(sub ${FH} (div (mul ${SF} ${SH}) ${N}))`],
    ['mul-of-quotient', `(sub ${FH} (mul ${MF} ${SH}))`],
    ['sum-times', `(sub ${FH} ${total(`(mul ${MF} ?h)`)})`],
    ['sum-sub', total(`(sub (mul ?f ?h) (mul ${MF} ?h))`)],
    ['difference-times', '=']
  ),
  derive('mean-of-shifted', ['sum-plus-constant', `(div (add ${SF} (mul ${N} ?c)) ${N})`], ['add-over', `(add ${MF} (div (mul ${N} ?c) ${N}))`], ['multiple-over', '=']),
  derive('mean-about-shift', ['sum-of-deviations', `(add ?c (div (sub ${SF} (mul ${N} ?c)) ${N}))`], ['sub-over', `(add ?c (sub ${MF} (div (mul ${N} ?c) ${N})))`], ['multiple-over', `(add ?c (sub ${MF} ?c))`], ['add-difference', '=']),

  derive('weighted-exp-sum-shift', ['exp-sub', sum('(mul ?v (div (exp ?f) (exp ?m)))')], ['mul-div', sum('(div (mul ?v (exp ?f)) (exp ?m))')], ['sum-over', '=']),
  derive('logsumexp-shift', ['exp-sum-shift', `(add ?m (log (div ${E} (exp ?m))))`], ['log-of-scaled-down', `(add ?m (sub (log ${E}) ?m))`], ['add-difference', '=']),
  derive('logsumexp-base-two-shift', ['exp2-sum-shift', `(add ?m (log2 (div ${sum('(exp2 ?f)')} (exp2 ?m))))`], ['log2-of-scaled-down', `(add ?m (sub (log2 ${sum('(exp2 ?f)')}) ?m))`], ['add-difference', '=']),
  derive('softmax-shift', ['exp-sub', `(div (div (exp ?x) (exp ?m)) ${sum('(exp (sub ?f ?m))')})`], ['exp-sum-shift', `(div (div (exp ?x) (exp ?m)) (div ${E} (exp ?m)))`], ['cancel-denominator', '=']),
  derive('softmax-base-two-shift', ['exp2-sub', `(div (div (exp2 ?x) (exp2 ?m)) ${sum('(exp2 (sub ?f ?m))')})`], ['exp2-sum-shift', `(div (div (exp2 ?x) (exp2 ?m)) (div ${sum('(exp2 ?f)')} (exp2 ?m)))`], ['cancel-denominator', '=']),
  derive('weighted-softmax-shift', ['weighted-exp-sum-shift', `(div (div ${sum('(mul ?v (exp ?f))')} (exp ?m)) ${sum('(exp (sub ?f ?m))')})`], ['exp-sum-shift', `(div (div ${sum('(mul ?v (exp ?f))')} (exp ?m)) (div ${E} (exp ?m)))`], ['cancel-denominator', '=']),
  derive('log-softmax-shift', ['exp-sum-shift', `(sub (sub ?x ?m) (log (div ${E} (exp ?m))))`], ['log-of-scaled-down', `(sub (sub ?x ?m) (sub (log ${E}) ?m))`], ['differences-of-one', '=']),
  byMax('logsumexp-shift-by-max', 'logsumexp-shift'),
  byMax('softmax-shift-by-max', 'softmax-shift'),
  byMax('weighted-softmax-shift-by-max', 'weighted-softmax-shift'),
  byMax('log-softmax-shift-by-max', 'log-softmax-shift')
];
