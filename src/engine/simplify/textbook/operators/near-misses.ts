/**
 * What looks like an operator and is another function. A formula that is proved to be one of these, and no operator, is shown as what it
 * is, with a word on how it differs. Rows are read as those of operators are.
 */
import { DEVIATION } from './statistics';
import { group, type Operator } from './operator';

export type NearMiss = {
  /** The operator that it is not. */
  readonly of: string;
  /** How it differs, as the page says it. */
  readonly says: string;
  readonly row: Operator;
};

const row = group('near miss');

/** `parameters` are those of the operator, by the same names, and perhaps more. */
const near = (of: string, kind: string, says: string, parameters: readonly string[], definition: string): NearMiss => ({
  of,
  says,
  row: row(`${of}:${kind}`, parameters, definition, '', says)
});

const GUARDED = ['i: index', 'n: extent', 'g: guard', 'f: function'];
const NORM = ['i: index', 'n: extent', 'f: function', 'eps: positive number'];
const VECTOR = ['n: extent', 'f: function'];
const PAIR = ['n: extent', 'a: function', 'b: function', 'eps: positive number'];

const F = '(@ ?f $i $j)';
const each = (op: string, body: string): string => `(${op} ?n (\\ $j ?g) (\\ $j ${body}))`;
const total = (body: string): string => `(sum ?n (\\ $j true) (\\ $j ${body}))`;
const MEAN = `(mean ?n (\\ $j ${F}))`;
const VAR = `(var ?n (\\ $j ${F}))`;
const MEAN_SQUARE = `(mean ?n (\\ $j (mul ${F} ${F})))`;
const SQUARES = `(sum ?n (\\ $j true) (\\ $j (mul (sub ${F} (mean ?n (\\ $l (@ ?f $i $l)))) (sub ${F} (mean ?n (\\ $l (@ ?f $i $l)))))))`;
const INNER = '(sum ?n (\\ $k true) (\\ $k (mul ?a ?b)))';
const norm = (f: string): string => `(norm ?n (\\ $k ?${f}))`;

export const nearMisses: readonly NearMiss[] = [
  near('softmax', 'max', 'softmax that divides by the maximum, not by the sum', GUARDED, `(div (exp ?f) ${each('max', `(exp ${F})`)})`),
  near('softmax', 'linear', 'softmax without the exponential', GUARDED, `(div ?f ${each('sum', F)})`),
  near('softmax', 'half-shifted', 'softmax with the maximum subtracted above the line only', GUARDED, `(div (exp (sub ?f ${each('max', F)})) ${each('sum', `(exp ${F})`)})`),
  near('softmax', 'plus-one', 'softmax with 1 added to the sum', GUARDED, `(div (exp ?f) (add 1 ${each('sum', `(exp ${F})`)}))`),
  near('softmax', 'eps', 'softmax with eps added to the sum', [...GUARDED, 'eps: positive number'], `(div (exp ?f) (add ${each('sum', `(exp ${F})`)} ?eps))`),
  near('softmax', 'base-two', 'softmax with powers of 2 in the place of e', GUARDED, `(div (exp2 ?f) ${each('sum', `(exp2 ${F})`)})`),
  near('log_softmax', 'shift-left', 'log_softmax that subtracts the maximum twice', GUARDED, `(sub (sub ?f ${each('max', F)}) (log ${each('sum', `(exp ${F})`)}))`),
  near('logsumexp', 'shift-twice', 'logsumexp with the maximum added and never subtracted', ['n: extent', 'g: guard', 'f: function'], '(add (max ?n (\\ $k ?g) (\\ $k ?f)) (log (sum ?n (\\ $k ?g) (\\ $k (exp ?f)))))'),
  near('logsumexp', 'mean', 'logsumexp of the mean, not of the sum', VECTOR, '(log (mean ?n (\\ $k (exp ?f))))'),
  near('layer_norm', 'unbiased', 'layer_norm with n − 1', NORM, `(div (sub ?f ${MEAN}) (sqrt (add (div ${SQUARES} (sub (toreal ?n) 1)) ?eps)))`),
  near('layer_norm', 'sum', 'layer_norm with the sum of squares in the place of the variance', NORM, `(div (sub ?f ${MEAN}) (sqrt (add ${SQUARES} ?eps)))`),
  near('layer_norm', 'eps-outside', 'layer_norm with eps added after the square root', NORM, `(div (sub ?f ${MEAN}) (add (sqrt ${VAR}) ?eps))`),
  near('layer_norm', 'no-eps', 'layer_norm without eps', ['i: index', 'n: extent', 'f: function'], `(div (sub ?f ${MEAN}) (sqrt ${VAR}))`),
  near('layer_norm', 'not-centred', 'layer_norm that does not subtract the mean', NORM, `(div ?f (sqrt (add ${VAR} ?eps)))`),
  near('layer_norm', 'mean-square', 'layer_norm with the mean square in the place of the variance', NORM, `(div (sub ?f ${MEAN}) (sqrt (add ${MEAN_SQUARE} ?eps)))`),
  near('rms_norm', 'eps-outside', 'rms_norm with eps added after the square root', NORM, `(div ?f (add (sqrt ${MEAN_SQUARE}) ?eps))`),
  near('rms_norm', 'no-eps', 'rms_norm without eps', ['i: index', 'n: extent', 'f: function'], `(div ?f (sqrt ${MEAN_SQUARE}))`),
  near('normalize', 'eps-added', 'normalize with eps added to the norm, where PyTorch takes the larger', NORM, `(div ?f (add (norm ?n (\\ $j ${F})) ?eps))`),
  near('cosine_similarity', 'eps-product', 'cosine_similarity with eps for the product of the norms, where PyTorch bounds each', PAIR, `(div ${INNER} (max2 (mul ${norm('a')} ${norm('b')}) ?eps))`),
  near('cosine_similarity', 'eps-added', 'cosine_similarity with eps added to the product of the norms', PAIR, `(div ${INNER} (add (mul ${norm('a')} ${norm('b')}) ?eps))`),
  near(
    'cosine_similarity',
    'eps-inside',
    'cosine_similarity with eps under the square root',
    PAIR,
    `(div ${INNER} (sqrt (add (mul (sum ?n (\\ $k true) (\\ $k (mul ?a ?a))) (sum ?n (\\ $k true) (\\ $k (mul ?b ?b)))) ?eps)))`
  ),
  near('mean', 'less-one', 'mean that divides by n − 1', VECTOR, '(div (sum ?n (\\ $k true) (\\ $k ?f)) (sub (toreal ?n) 1))'),
  near('var', 'less-one', 'var with n − 1, which is PyTorch’s at correction = 1', VECTOR, `(div (sum ?n (\\ $k true) (\\ $k (mul ${DEVIATION} ${DEVIATION}))) (sub (toreal ?n) 1))`),
  near('std', 'less-one', 'std with n − 1, which is PyTorch’s at correction = 1', VECTOR, `(sqrt (div (sum ?n (\\ $k true) (\\ $k (mul ${DEVIATION} ${DEVIATION}))) (sub (toreal ?n) 1)))`),
  near('attention', 'no-divisor', 'attention whose weights are not divided by their sum', ['n: extent', 'g: guard', 's: function', 'v: function'], '(sum ?n (\\ $k ?g) (\\ $k (mul (exp ?s) ?v)))'),
  near('gelu', 'no-root', 'gelu with erf(x) in the place of erf(x/√2)', ['x'], '(mul ?x (div (add 1 (erf ?x)) 2))'),
  near('gelu_tanh', 'constant', 'gelu_tanh with another constant in the place of 0.044715', ['x', 'c: number'], '(mul ?x (div (add 1 (tanh (mul (sqrt (div 2 pi)) (add ?x (mul ?c (mul ?x (mul ?x ?x))))))) 2))'),
  near('gelu_tanh', 'square', 'gelu_tanh with x² in the place of x³', ['x'], '(mul ?x (div (add 1 (tanh (mul (sqrt (div 2 pi)) (add ?x (mul 8943/200000 (mul ?x ?x)))))) 2))'),
  near('silu', 'scaled', 'silu with a factor inside the sigmoid', ['x', 'beta: positive number'], '(mul ?x (sigmoid (mul ?beta ?x)))'),
  near('silu', 'negated', 'silu with the sigmoid of −x', ['x'], '(mul ?x (sigmoid (neg ?x)))'),
  near('leaky_relu', 'offset', 'leaky_relu with the slope in the place of slope · x', ['x', 'slope: positive number'], '(select (lt 0 ?x) ?x ?slope)'),
  near('elu', 'one', 'elu with alpha · exp(x) − 1, the 1 not multiplied', ['x', 'alpha: positive number'], '(select (lt 0 ?x) ?x (sub (mul ?alpha (exp ?x)) 1))'),
  near('hardsigmoid', 'keras', 'hardsigmoid with x/5 + 1/2, as Keras has it', ['x'], '(min2 (max2 (add (div ?x 5) 1/2) 0) 1)'),
  near('hardsigmoid', 'half', 'hardsigmoid with (x + 1)/2', ['x'], '(min2 (max2 (div (add ?x 1) 2) 0) 1)'),
  near('huber_loss', 'whole-square', 'huber_loss with the whole square, not half of it', ['x', 't', 'delta: positive number'], '(select (lt (abs (sub ?x ?t)) ?delta) (mul (sub ?x ?t) (sub ?x ?t)) (mul ?delta (sub (abs (sub ?x ?t)) (div ?delta 2))))'),
  near('smooth_l1_loss', 'not-divided', 'smooth_l1_loss with the square not divided by beta', ['x', 't', 'beta: positive number'], '(select (lt (abs (sub ?x ?t)) ?beta) (div (mul (sub ?x ?t) (sub ?x ?t)) 2) (sub (abs (sub ?x ?t)) (div ?beta 2)))'),
  near('bce_with_logits', 'sign', 'binary_cross_entropy_with_logits with x · y added', ['x', 't'], '(add (softplus ?x) (mul ?x ?t))'),
  near('kl_div', 'probabilities', 'kl_div of probabilities, where PyTorch takes their logarithms', ['x: positive', 't: positive'], '(mul ?t (sub (log ?t) (log ?x)))'),
  near('softmax_backward', 'no-weights', 'softmax_backward that sums dy alone', ['i: index', 'n: extent', 'dy: function', 'y: function'], `(mul ?y (sub ?dy ${total('(@ ?dy $i $j)')}))`),
  near('silu_backward', 'no-slope', 'silu_backward without the derivative of the sigmoid', ['dy', 'x'], '(mul ?dy (sigmoid ?x))')
];
