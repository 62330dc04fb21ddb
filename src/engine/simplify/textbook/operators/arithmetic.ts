/** Functions of numbers that PyTorch has a name for. */
import { group, type Operator } from './operator';

const row = group('arithmetic');

export const arithmetic: readonly Operator[] = [
  row('rsqrt', ['x: positive'], '(div 1 (sqrt ?x))', 'torch.rsqrt({x})', '1 / √x', { shown: 'call' }),
  row('reciprocal', ['x: positive'], '(div 1 ?x)', 'torch.reciprocal({x})', '1 / x', { shown: 'call' }),
  row('square', ['x'], '(mul ?x ?x)', 'torch.square({x})', 'x²', { shown: 'call' }),
  row('lerp', ['a', 'b', 'w'], '(add ?a (mul ?w (sub ?b ?a)))', 'torch.lerp({a}, {b}, {w})', 'start + weight · (end − start)'),
  row('add_scaled', ['a', 'b', 'alpha: number'], '(add ?a (mul ?alpha ?b))', 'torch.add({a}, {b}, alpha={alpha})', 'input + alpha · other', { shown: 'call', aliases: ['add'] }),
  row('sub_scaled', ['a', 'b', 'alpha: number'], '(sub ?a (mul ?alpha ?b))', 'torch.sub({a}, {b}, alpha={alpha})', 'input − alpha · other', { shown: 'call', aliases: ['sub'] }),
  row('addcmul', ['a', 'b', 'c', 'v: number'], '(add ?a (mul ?v (mul ?b ?c)))', 'torch.addcmul({a}, {b}, {c}, value={v})', 'input + value · tensor1 · tensor2', { shown: 'call' }),
  row('addcdiv', ['a', 'b', 'c: positive', 'v: number'], '(add ?a (mul ?v (div ?b ?c)))', 'torch.addcdiv({a}, {b}, {c}, value={v})', 'input + value · tensor1 / tensor2', { shown: 'call' }),
  row('hypot', ['a', 'b'], '(sqrt (add (mul ?a ?a) (mul ?b ?b)))', 'torch.hypot({a}, {b})', '√(a² + b²)', { shown: 'call' }),
  row('logaddexp', ['a', 'b'], '(log (add (exp ?a) (exp ?b)))', 'torch.logaddexp({a}, {b})', 'log(exp(a) + exp(b))', { commutes: ['a', 'b'] }),
  row('logaddexp2', ['a', 'b'], '(log2 (add (exp2 ?a) (exp2 ?b)))', 'torch.logaddexp2({a}, {b})', 'log₂(2^a + 2^b)'),
  row('sign', ['x'], '(select (lt 0 ?x) 1 (select (lt ?x 0) -1 0))', 'torch.sign({x})', '1, −1 or 0'),
  row('heaviside', ['x', 'v'], '(select (lt ?x 0) 0 (select (eq ?x 0) ?v 1))', 'torch.heaviside({x}, {v})', '0 if x < 0, values if x = 0, 1 if x > 0'),
  row('xlogy', ['x', 'y: positive'], '(select (eq ?x 0) 0 (mul ?x (log ?y)))', 'torch.xlogy({x}, {y})', '0 if x = 0, x · log(y) otherwise'),
  row('entr', ['x: positive'], '(neg (mul ?x (log ?x)))', 'torch.special.entr({x})', '−x · log(x) if x > 0', { shown: 'call' }),
  row('softcap', ['x', 'cap: positive number'], '(mul ?cap (tanh (div ?x ?cap)))', '{cap} * torch.tanh({x} / {cap})', 'cap · tanh(x / cap), "Gemma 2", arXiv 2408.00118', { shown: 'call' }),
  row('rotate', ['x', 'y', 'angle'], '(sub (mul ?x (cos ?angle)) (mul ?y (sin ?angle)))', '{x} * torch.cos({angle}) - {y} * torch.sin({angle})', 'the first coordinate of (x, y) turned by an angle, as rotary embeddings do', { shown: 'call' }),
  row('rotate_second', ['x', 'y', 'angle'], '(add (mul ?y (cos ?angle)) (mul ?x (sin ?angle)))', '{y} * torch.cos({angle}) + {x} * torch.sin({angle})', 'the second coordinate of (x, y) turned by an angle', { shown: 'call' })
];
