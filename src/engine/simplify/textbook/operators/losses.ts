/** Losses of one element or one row; PyTorch's `reduction='none'`. */
import { group, type Operator } from './operator';

const row = group('loss');
const F = 'torch.nn.functional';
const none = "reduction='none'";
const ROW = ['n: extent', 'f: function'] as const;
/** ?y is an index of the row, ?t the element there. */
const labelled = ['at ?t ?f $k ?y'] as const;
const LOGSUMEXP = '(logsumexp ?n (\\ $k true) (\\ $k ?f))';

export const losses: readonly Operator[] = [
  row('mse_loss', ['x', 't'], '(mul (sub ?x ?t) (sub ?x ?t))', `${F}.mse_loss({x}, {t}, ${none})`, '(x − y)²', { shown: 'call' }),
  row('l1_loss', ['x', 't'], '(abs (sub ?x ?t))', `${F}.l1_loss({x}, {t}, ${none})`, '|x − y|', { shown: 'call' }),
  row(
    'smooth_l1_loss',
    ['x', 't', 'beta: positive number'],
    '(select (lt (abs (sub ?x ?t)) ?beta) (div (mul (sub ?x ?t) (sub ?x ?t)) (mul 2 ?beta)) (sub (abs (sub ?x ?t)) (div ?beta 2)))',
    `${F}.smooth_l1_loss({x}, {t}, ${none}, beta={beta})`,
    '0.5 · (x − y)² / beta if |x − y| < beta, |x − y| − 0.5 · beta otherwise'
  ),
  row(
    'huber_loss',
    ['x', 't', 'delta: positive number'],
    '(select (lt (abs (sub ?x ?t)) ?delta) (div (mul (sub ?x ?t) (sub ?x ?t)) 2) (mul ?delta (sub (abs (sub ?x ?t)) (div ?delta 2))))',
    `${F}.huber_loss({x}, {t}, ${none}, delta={delta})`,
    '0.5 · (x − y)² if |x − y| < delta, delta · (|x − y| − 0.5 · delta) otherwise'
  ),
  row('kl_div', ['x', 't: positive'], '(mul ?t (sub (log ?t) ?x))', `${F}.kl_div({x}, {t}, ${none})`, 'target · (log target − input)', { shown: 'call' }),
  row('kl_div_log', ['x', 't'], '(mul (exp ?t) (sub ?t ?x))', `${F}.kl_div({x}, {t}, ${none}, log_target=True)`, 'exp(target) · (target − input)', { shown: 'call', aliases: ['kl_div'] }),
  row(
    'bce_loss',
    ['p: unit', 't'],
    '(neg (add (mul ?t (log ?p)) (mul (sub 1 ?t) (log (sub 1 ?p)))))',
    '-({t} * torch.log({p}) + (1 - {t}) * torch.log(1 - {p}))',
    '−(y · log x + (1 − y) · log(1 − x)); PyTorch clamps the logarithms at −100'
  ),
  row('bce_with_logits', ['x', 't'], '(sub (softplus ?x) (mul ?x ?t))', `${F}.binary_cross_entropy_with_logits({x}, {t}, ${none})`, '−(y · log σ(x) + (1 − y) · log(1 − σ(x)))', {
    aliases: ['binary_cross_entropy_with_logits']
  }),
  row('hinge_embedding_loss', ['x', 't: sign', 'margin: positive number'], '(select (eq ?t 1) ?x (max2 0 (sub ?margin ?x)))', `${F}.hinge_embedding_loss({x}, {t}, {margin}, ${none})`, 'x if y = 1, max(0, margin − x) if y = −1'),
  row('hinge_loss', ['x', 't: sign'], '(max2 0 (sub 1 (mul ?t ?x)))', `torch.clamp(1 - {t} * {x}, min=0)`, 'max(0, 1 − y · x)', { shown: 'call' }),
  row(
    'margin_ranking_loss',
    ['a', 'b', 't: sign', 'margin: positive number'],
    '(max2 0 (add (neg (mul ?t (sub ?a ?b))) ?margin))',
    `${F}.margin_ranking_loss({a}, {b}, {t}, {margin}, ${none})`,
    'max(0, −y · (x₁ − x₂) + margin)',
    { shown: 'call' }
  ),
  row('soft_margin_loss', ['x', 't: sign'], '(softplus (neg (mul ?t ?x)))', `${F}.soft_margin_loss({x}, {t}, ${none})`, 'log(1 + exp(−y · x))', { shown: 'call' }),
  row('poisson_nll_loss', ['x', 't: positive'], '(sub (exp ?x) (mul ?t ?x))', `${F}.poisson_nll_loss({x}, {t}, log_input=True, full=False, ${none})`, 'exp(x) − y · x', { shown: 'call' }),
  row('gaussian_nll_loss', ['x', 't', 'v: positive'], '(div (add (log ?v) (div (mul (sub ?x ?t) (sub ?x ?t)) ?v)) 2)', `${F}.gaussian_nll_loss({x}, {t}, {v}, eps=1e-30, ${none})`, '0.5 · (log var + (x − y)² / var)'),
  row(
    'cross_entropy',
    [...ROW, 't', 'y: below extent integer'],
    `(sub ${LOGSUMEXP} ?t)`,
    `${F}.cross_entropy({f}, {y}, ${none})`,
    '−log(exp(x_y) / Σ_j exp(x_j))',
    { when: labelled, text: 'cross_entropy({f}, {y})', latex: '\\operatorname{cross\\_entropy}({f}, {y})' }
  ),
  row(
    'cross_entropy_smoothed',
    [...ROW, 't', 'y: below extent integer', 's: unit number'],
    `(sub (sub ${LOGSUMEXP} (mul (sub 1 ?s) ?t)) (mul ?s (mean ?n (\\ $k ?f))))`,
    `${F}.cross_entropy({f}, {y}, ${none}, label_smoothing={s})`,
    '(1 − s) · (−log p_y) + s · mean_j(−log p_j)',
    { when: labelled, text: 'cross_entropy({f}, {y}, label_smoothing={s})', latex: '\\operatorname{cross\\_entropy}({f}, {y}, {s})', aliases: ['cross_entropy'] }
  ),
  row(
    'cross_entropy_probabilities',
    [...ROW, 'p: function'],
    `(neg (sum ?n (\\ $k true) (\\ $k (mul ?p (log_softmax $k ?n (\\ $j true) (\\ $j ?f))))))`,
    `${F}.cross_entropy({f}, {p}, ${none})`,
    '−Σ_j y_j · log(exp(x_j) / Σ_k exp(x_k))',
    { aliases: ['cross_entropy'] }
  ),
  row(
    'triplet_margin_loss',
    ['n: extent', 'a: function', 'p: function', 'q: function', 'margin: positive number', 'eps: positive number'],
    '(max2 (add (sub (norm ?n (\\ $k (add (sub ?a ?p) ?eps))) (norm ?n (\\ $k (add (sub ?a ?q) ?eps)))) ?margin) 0)',
    `${F}.triplet_margin_loss({a}, {p}, {q}, {margin}, eps={eps}, ${none})`,
    'max(‖a − p + eps‖₂ − ‖a − n + eps‖₂ + margin, 0)'
  )
];
