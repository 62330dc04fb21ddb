/** Reductions to one number: means, variances, norms, counts. Sums, products and extrema are folds of the language itself. */
import { group, type Operator } from './operator';

const row = group('statistics');
const vector = ['n: extent', 'f: function'] as const;
const fold = { style: 'fold' } as const;
/** ?f less its mean over the same range, at the slot $k. */
export const DEVIATION = '(sub ?f (mean ?n (\\ $l (@ ?f $k $l))))';

export const statistics: readonly Operator[] = [
  row('mean', vector, '(div (sum ?n (\\ $k true) (\\ $k ?f)) (toreal ?n))', 'torch.mean({f}, dim={dim})', 'the mean of all elements along dim', fold),
  row('var', vector, `(mean ?n (\\ $k (mul ${DEVIATION} ${DEVIATION})))`, 'torch.var({f}, dim={dim}, correction=0)', '1 / (N − correction) · Σ (x − mean)² at correction = 0', fold),
  row(
    'var_divisor',
    [...vector, 'm: positive number'],
    `(div (sum ?n (\\ $k true) (\\ $k (mul ${DEVIATION} ${DEVIATION}))) ?m)`,
    'torch.var({f}, dim={dim}, correction=0) * ({n} / {m})',
    '1 / (N − correction) · Σ (x − mean)², the divisor as a whole',
    { ...fold, text: 'var({f}, divisor {m})', latex: '\\operatorname{var}_{{m}}({f})', aliases: ['var'] }
  ),
  row('std', vector, '(sqrt (var ?n (\\ $k ?f)))', 'torch.std({f}, dim={dim}, correction=0)', 'the square root of the variance at correction = 0', fold),
  row('rms', vector, '(sqrt (mean ?n (\\ $k (mul ?f ?f))))', 'torch.sqrt(torch.mean(torch.square({f}), dim={dim}))', '√(mean(x²))', { shown: 'call', style: 'fold' }),
  row('norm', vector, '(sqrt (sum ?n (\\ $k true) (\\ $k (mul ?f ?f))))', 'torch.linalg.vector_norm({f}, dim={dim})', '(Σ |x|²)^(1/2)', { latex: '\\left\\lVert {f} \\right\\rVert_2' }),
  row('norm_1', vector, '(sum ?n (\\ $k true) (\\ $k (abs ?f)))', 'torch.linalg.vector_norm({f}, 1, dim={dim})', 'Σ |x|', { shown: 'call' }),
  row('norm_inf', vector, '(max ?n (\\ $k true) (\\ $k (abs ?f)))', "torch.linalg.vector_norm({f}, float('inf'), dim={dim})", 'max |x|', { shown: 'call' }),
  row('norm_p', [...vector, 'p: positive number'], '(pow (sum ?n (\\ $k true) (\\ $k (pow (abs ?f) ?p))) (div 1 ?p))', 'torch.linalg.vector_norm({f}, {p}, dim={dim})', '(Σ |x|^p)^(1/p)', {
    text: 'norm({f}, {p})',
    latex: '\\left\\lVert {f} \\right\\rVert_{{p}}'
  }),
  row('count', ['n: extent', 'g: truth function'], '(sum ?n (\\ $k ?g) (\\ $k 1))', 'torch.count_nonzero({g}, dim={dim})', 'the number of elements that are not zero', { ...fold, aliases: ['count_nonzero', 'norm_0'] }),
  row('pairwise_distance', ['n: extent', 'a: function', 'b: function'], '(norm ?n (\\ $k (sub ?a ?b)))', 'torch.linalg.vector_norm({a} - {b}, dim={dim})', '‖x − y‖₂', {
    shown: 'call',
    commutes: ['a', 'b'],
    aliases: ['cdist', 'dist']
  }),
  row(
    'cosine_similarity',
    ['n: extent', 'a: function', 'b: function', 'eps: positive number'],
    '(div (sum ?n (\\ $k true) (\\ $k (mul ?a ?b))) (mul (max2 (norm ?n (\\ $k ?a)) ?eps) (max2 (norm ?n (\\ $k ?b)) ?eps)))',
    'torch.nn.functional.cosine_similarity({a}, {b}, dim={dim}, eps={eps})',
    'x₁ · x₂ / (max(‖x₁‖₂, eps) · max(‖x₂‖₂, eps))',
    { commutes: ['a', 'b'] }
  )
];
