/**
 * Normalisations. `layer_norm` is the mathematics of all that subtract a mean and divide by a standard deviation; which of layer, batch,
 * group and instance norm it is depends on the axes of the tensor that the binder runs over (`axes.ts`).
 */
import { group, type Operator } from './operator';

const row = group('normalisation');
const at = ['i: index', 'n: extent'] as const;
/** A function of $i as a part of an operator with a binder of its own. */
const all = (f: string): string => `(\\ $j (@ ?${f} $i $j))`;
const LAYER_NORM = '(layer_norm $i ?n (\\ $j ?f) ?eps)';
const RMS_NORM = '(rms_norm $i ?n (\\ $j ?f) ?eps)';
const LAST = '({n},)';

/** Weights and biases belong to the elements of the normalised vector, and to nothing else. */
const weights = ['only ?w $i'] as const;
const affine = ['only ?w $i', 'only ?b $i'] as const;

export const norms: readonly Operator[] = [
  row(
    'layer_norm',
    [...at, 'f: function', 'eps: positive number'],
    `(div (sub ?f (mean ?n ${all('f')})) (sqrt (add (var ?n ${all('f')}) ?eps)))`,
    `torch.nn.functional.layer_norm({f}, ${LAST}, None, None, {eps})`,
    '(x − E[x]) / √(Var[x] + eps), Var at correction = 0'
  ),
  row(
    'layer_norm_weight',
    [...at, 'f: function', 'w: function', 'eps: positive number'],
    `(mul ${LAYER_NORM} ?w)`,
    `torch.nn.functional.layer_norm({f}, ${LAST}, {w}, None, {eps})`,
    '(x − E[x]) / √(Var[x] + eps) · weight',
    { when: weights, text: 'layer_norm({f}, {w}, {eps})[{i}]', latex: '\\operatorname{layer\\_norm}({f}, {w}, {eps})_{{i}}', aliases: ['layer_norm'] }
  ),
  row(
    'layer_norm_affine',
    [...at, 'f: function', 'w: function', 'b: function', 'eps: positive number'],
    `(add (mul ${LAYER_NORM} ?w) ?b)`,
    `torch.nn.functional.layer_norm({f}, ${LAST}, {w}, {b}, {eps})`,
    '(x − E[x]) / √(Var[x] + eps) · weight + bias',
    { when: affine, text: 'layer_norm({f}, {w}, {b}, {eps})[{i}]', latex: '\\operatorname{layer\\_norm}({f}, {w}, {b}, {eps})_{{i}}', aliases: ['layer_norm'] }
  ),
  row(
    'batch_norm_eval',
    ['x', 'mean', 'var: positive', 'eps: positive number'],
    '(div (sub ?x ?mean) (sqrt (add ?var ?eps)))',
    '({x} - {mean}) * torch.rsqrt({var} + {eps})',
    '(x − running_mean) / √(running_var + eps)',
    { shown: 'call', aliases: ['batch_norm'] }
  ),
  row(
    'batch_norm_eval_affine',
    ['x', 'mean', 'var: positive', 'w', 'b', 'eps: positive number'],
    '(add (mul (batch_norm_eval ?x ?mean ?var ?eps) ?w) ?b)',
    '({x} - {mean}) * torch.rsqrt({var} + {eps}) * {w} + {b}',
    '(x − running_mean) / √(running_var + eps) · weight + bias',
    { shown: 'call', aliases: ['batch_norm'] }
  ),
  row(
    'rms_norm',
    [...at, 'f: function', 'eps: positive number'],
    `(div ?f (sqrt (add (mean ?n (\\ $j (mul (@ ?f $i $j) (@ ?f $i $j)))) ?eps)))`,
    `torch.nn.functional.rms_norm({f}, ${LAST}, None, {eps})`,
    'x / √(eps + 1/n · Σ x²)'
  ),
  row(
    'rms_norm_weight',
    [...at, 'f: function', 'w: function', 'eps: positive number'],
    `(mul ${RMS_NORM} ?w)`,
    `torch.nn.functional.rms_norm({f}, ${LAST}, {w}, {eps})`,
    'x / √(eps + 1/n · Σ x²) · weight',
    { when: weights, text: 'rms_norm({f}, {w}, {eps})[{i}]', latex: '\\operatorname{rms\\_norm}({f}, {w}, {eps})_{{i}}', aliases: ['rms_norm'] }
  ),
  row('normalize', [...at, 'f: function', 'eps: positive number'], `(div ?f (max2 (norm ?n ${all('f')}) ?eps))`, 'torch.nn.functional.normalize({f}, dim={dim}, eps={eps})', 'x / max(‖x‖₂, eps)'),
  row(
    'l2_norm',
    [...at, 'f: function', 'eps: positive number'],
    '(div ?f (sqrt (add (sum ?n (\\ $j true) (\\ $j (mul (@ ?f $i $j) (@ ?f $i $j)))) ?eps)))',
    '{f} * torch.rsqrt(torch.sum(torch.square({f}), dim={dim}, keepdim=True) + {eps})',
    'x / √(Σ x² + eps)',
    { shown: 'call' }
  ),
  row(
    'weight_norm',
    [...at, 'v: function', 'g'],
    `(mul ?g (div ?v (norm ?n ${all('v')})))`,
    '{g} * {v} / torch.linalg.vector_norm({v}, dim={dim}, keepdim=True)',
    'g · v / ‖v‖, arXiv 1602.07868',
    { shown: 'call' }
  ),
  row(
    'layer_norm_backward',
    [...at, 'd: function', 'h: function', 'r'],
    `(mul ?r (sub (sub ?d (mean ?n ${all('d')})) (mul ?h (mean ?n (\\ $j (mul (@ ?d $i $j) (@ ?h $i $j)))))))`,
    '{r} * ({d} - torch.mean({d}, dim={dim}, keepdim=True) - {h} * torch.mean({d} * {h}, dim={dim}, keepdim=True))',
    'rstd · (g − mean(g) − x̂ · mean(g · x̂)), g = dy · weight',
    { shown: 'call' }
  ),
  row(
    'rms_norm_backward',
    [...at, 'd: function', 'h: function', 'r'],
    '(mul ?r (sub ?d (mul ?h (mean ?n (\\ $j (mul (@ ?d $i $j) (@ ?h $i $j)))))))',
    '{r} * ({d} - {h} * torch.mean({d} * {h}, dim={dim}, keepdim=True))',
    'rms⁻¹ · (g − x̂ · mean(g · x̂)), g = dy · weight',
    { shown: 'call' }
  ),
  row(
    'rms_norm_backward_input',
    [...at, 'd: function', 'x: function', 'r'],
    '(mul ?r (sub ?d (mul (mul ?x (mul ?r ?r)) (mean ?n (\\ $j (mul (@ ?d $i $j) (@ ?x $i $j)))))))',
    '{r} * ({d} - {x} * {r} ** 2 * torch.mean({d} * {x}, dim={dim}, keepdim=True))',
    'rms⁻¹ · (g − x · rms⁻² · mean(g · x)), g = dy · weight',
    { shown: 'call', aliases: ['rms_norm_backward'] }
  )
];
