/** How operators are called, in few words: PyTorch's name and the parts as PyTorch orders and names them. */
import { findOperator, type Operator } from '../simplify/textbook/operators';

/** Where the call is not what the operator's PyTorch code says. `{dim}` is the axis of the binder. */
const particular: Readonly<Record<string, string>> = {
  softmin: 'softmin({f}, dim={dim})',
  softplus: 'softplus({x})',
  softplus_backward: 'softplus_backward({dy}, {x})',
  prelu: 'prelu({x}, {slope})',
  glu: 'glu({a}, {b})',
  bce_loss: 'binary_cross_entropy({p}, {t})',
  layer_norm: 'layer_norm({f}, eps={eps})',
  layer_norm_weight: 'layer_norm({f}, {w}, eps={eps})',
  layer_norm_affine: 'layer_norm({f}, {w}, {b}, eps={eps})',
  rms_norm: 'rms_norm({f}, eps={eps})',
  rms_norm_weight: 'rms_norm({f}, {w}, eps={eps})',
  batch_norm_eval: 'batch_norm({x}, {mean}, {var}, eps={eps})',
  batch_norm_eval_affine: 'batch_norm({x}, {mean}, {var}, {w}, {b}, eps={eps})',
  softmax_backward: 'softmax_backward({dy}, {y}, dim={dim})',
  log_softmax_backward: 'log_softmax_backward({dy}, {y}, dim={dim})',
  cross_entropy: 'cross_entropy({f}, {y})',
  cross_entropy_smoothed: 'cross_entropy({f}, {y}, label_smoothing={s})',
  cross_entropy_probabilities: 'cross_entropy({f}, {p})',
  rms: 'rms({f}, dim={dim})',
  l2_norm: 'l2_norm({f}, {eps}, dim={dim})',
  weight_norm: 'weight_norm({v}, {g}, dim={dim})',
  layer_norm_backward: 'layer_norm_backward({d}, {h}, {r}, dim={dim})',
  rms_norm_backward: 'rms_norm_backward({d}, {h}, {r}, dim={dim})'
};

/** Normalisations work along the last axes of a tensor. */
export const isOfLastAxis = (operator: string): boolean => /^(layer|rms)_norm(_weight|_affine)?$/.test(operator);

/** PyTorch's own name of one function, without its module. */
const SINGLE_CALL = /^torch\.(?:nn\.functional\.|ops\.aten\.|linalg\.|special\.)?(\w+\((?:[^()]|\([^()]*\))*\)(?:\.\w+)?)$/;

/** The template of the call. An operator that is several functions of PyTorch is called by its own name. */
export function callTemplate(operator: Operator): string {
  const own = particular[operator.name];
  if (own !== undefined) {
    return own;
  }
  const single = SINGLE_CALL.exec(operator.torch);
  if (single && !single[1].includes('torch.')) {
    return single[1].replace(/, reduction='none'/g, '').replace(/\{(\w+)\|[^{}]*\}/g, '{$1}');
  }
  const shown = operator.parameters.filter(p => !['index', 'extent', 'guard'].includes(p.role)).map(p => (p.role === 'number' && p.name.length > 1 ? `${p.name}={${p.name}}` : `{${p.name}}`));
  return `${operator.aliases[0] ?? operator.name}(${[...shown, ...(operator.torch.includes('{dim}') ? ['dim={dim}'] : [])].join(', ')})`;
}

/** What a call of the operator may begin with; windows and products are called by their shapes. */
export function callNames(name: string): readonly string[] {
  const operator = findOperator(name);
  return operator ? [callTemplate(operator).split('(')[0], operator.name, ...operator.aliases] : [name];
}
