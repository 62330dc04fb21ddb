/**
 * Which operators with a name are written as calls of PyTorch's library, and how. A call stands only where it is the same function on
 * the shapes at hand, for all values; else the operator's meaning is written.
 *
 * Values have one axis for each index, so that reductions keep theirs. `{dim}` is the position of the binder's axis, `{n}` how many elements
 * it has; a function with `:last` is given with that axis last, one with `:vector` as a vector along it.
 */
import { findOperator } from '../simplify/textbook/operators';

/** What a call needs of a number; elsewhere PyTorch raises an error, or is another function. */
export type Need = { readonly name: string; readonly holds: 'positive' | 'not negative' };

export type LibraryRow = {
  readonly template: string;
  readonly needs: readonly Need[];
  /** PyTorch wants the operands in one shape, or warns. */
  readonly isOneShape: boolean;
  /** The result has the binder's axis last. */
  readonly isLast: boolean;
};

type Details = Partial<Omit<LibraryRow, 'template'>> & { readonly template?: string };

const F = 'torch.nn.functional';
const positive = (name: string): Need[] => [{ name, holds: 'positive' }];
const last = (template: string): Details => ({ template: `${F}.${template}`, isLast: true });

/** Rows that differ from the operator's own template. */
const particular: Readonly<Record<string, Details>> = {
  celu: { needs: positive('alpha') },
  softshrink: { needs: [{ name: 'lambda', holds: 'not negative' }] },
  huber_loss: { needs: positive('delta'), isOneShape: true },
  smooth_l1_loss: { needs: [{ name: 'beta', holds: 'not negative' }], isOneShape: true },
  bce_with_logits: { isOneShape: true },
  norm_p: { needs: positive('p') },
  cosine_similarity: { template: `${F}.cosine_similarity({a}, {b}, dim={dim}, eps={eps}).unsqueeze({dim})` },
  count: { template: 'torch.count_nonzero({g}, dim={dim}).unsqueeze({dim}).to(torch.float64)' },
  layer_norm: last('layer_norm({f:last}, ({n},), eps={eps})'),
  layer_norm_weight: last('layer_norm({f:last}, ({n},), {w:vector}, eps={eps})'),
  layer_norm_affine: last('layer_norm({f:last}, ({n},), {w:vector}, {b:vector}, eps={eps})'),
  rms_norm: last('rms_norm({f:last}, ({n},), eps={eps})'),
  rms_norm_weight: last('rms_norm({f:last}, ({n},), {w:vector}, eps={eps})'),
  dot: { template: '' },
  attention: { template: '' }
};

/**
 * Where PyTorch is not the same function: `var` over nothing is no number, also with another divisor; labels below 0 or past the end
 * raise; a target that is no sign has both branches added; variances are clamped; norms of distances take an axis at a fixed place.
 */
const elsewhere: ReadonlySet<string> = new Set([
  'var_divisor', 'cross_entropy', 'cross_entropy_smoothed', 'cross_entropy_probabilities', 'hinge_embedding_loss', 'gaussian_nll_loss', 'triplet_margin_loss'
]);

/** How the operator is called; null where its meaning is to be written. */
export function libraryRow(name: string): LibraryRow | null {
  const operator = findOperator(name);
  if (!operator || operator.shown === 'call' || elsewhere.has(name)) {
    return null;
  }
  const own = particular[name] ?? {};
  const reduces = operator.parameters.some(p => p.role === 'extent') && !operator.parameters.some(p => p.role === 'index');
  const template = own.template ?? (reduces ? operator.torch.replace(/dim=\{dim\}/g, 'dim={dim}, keepdim=True') : operator.torch);
  return { template, needs: own.needs ?? [], isOneShape: own.isOneShape ?? false, isLast: own.isLast ?? false };
}
