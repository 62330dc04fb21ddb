/** Gradients of activations, in terms of what their backward kernels are given. */
import { group, type Operator } from './operator';

const row = group('gradient');
const aten = 'torch.ops.aten';
/** d/dx of x·Φ(x), and of its approximation by tanh. */
const GELU_SLOPE = '(add (div (add 1 (erf (div ?x (sqrt 2)))) 2) (mul ?x (div (exp (neg (div (mul ?x ?x) 2))) (sqrt (mul 2 pi)))))';
const CUBIC = '(mul (sqrt (div 2 pi)) (add ?x (mul 8943/200000 (mul ?x (mul ?x ?x)))))';
const GELU_TANH_SLOPE = `(add (div (add 1 (tanh ${CUBIC})) 2) (mul (div ?x 2) (mul (sub 1 (mul (tanh ${CUBIC}) (tanh ${CUBIC}))) (mul (sqrt (div 2 pi)) (add 1 (mul 26829/200000 (mul ?x ?x)))))))`;

export const gradients: readonly Operator[] = [
  row('sigmoid_backward', ['dy', 'y'], '(mul ?dy (mul ?y (sub 1 ?y)))', `${aten}.sigmoid_backward({dy}, {y})`, 'dy · y · (1 − y), y = σ(x)', { shown: 'call' }),
  row('tanh_backward', ['dy', 'y'], '(mul ?dy (sub 1 (mul ?y ?y)))', `${aten}.tanh_backward({dy}, {y})`, 'dy · (1 − y²), y = tanh(x)', { shown: 'call' }),
  row('relu_backward', ['dy', 'x'], '(select (lt 0 ?x) ?dy 0)', `${aten}.threshold_backward({dy}, {x}, 0)`, 'dy if x > 0, 0 otherwise', { shown: 'call', aliases: ['threshold_backward'] }),
  row('threshold_backward', ['dy', 'x', 'limit: number'], '(select (lt ?limit ?x) ?dy 0)', `${aten}.threshold_backward({dy}, {x}, {limit})`, 'dy if x > threshold, 0 otherwise', { shown: 'call' }),
  row('leaky_relu_backward', ['dy', 'x', 'slope: number'], '(select (lt 0 ?x) ?dy (mul ?slope ?dy))', `${aten}.leaky_relu_backward({dy}, {x}, {slope}, False)`, 'dy if x > 0, negative_slope · dy otherwise', { shown: 'call' }),
  row('elu_backward', ['dy', 'x', 'alpha: positive number'], '(select (lt 0 ?x) ?dy (mul ?dy (mul ?alpha (exp ?x))))', `${aten}.elu_backward({dy}, {alpha}, 1, 1, False, {x})`, 'dy if x > 0, dy · alpha · exp(x) otherwise', { shown: 'call' }),
  row('silu_backward', ['dy', 'x'], '(mul ?dy (mul (sigmoid ?x) (add 1 (mul ?x (sub 1 (sigmoid ?x))))))', `${aten}.silu_backward({dy}, {x})`, 'dy · σ(x) · (1 + x · (1 − σ(x)))'),
  row('gelu_backward', ['dy', 'x'], `(mul ?dy ${GELU_SLOPE})`, `${aten}.gelu_backward({dy}, {x})`, 'dy · (Φ(x) + x · φ(x))'),
  row('gelu_tanh_backward', ['dy', 'x'], `(mul ?dy ${GELU_TANH_SLOPE})`, `${aten}.gelu_backward({dy}, {x}, approximate='tanh')`, 'the derivative of 0.5 · x · (1 + tanh(√(2/π) · (x + 0.044715 · x³)))'),
  row('softplus_backward', ['dy', 'x'], '(mul ?dy (sigmoid ?x))', `${aten}.softplus_backward({dy}, {x}, 1, 1000)`, 'dy · σ(x)', { shown: 'call' }),
  row('logsigmoid_backward', ['dy', 'x'], '(mul ?dy (sigmoid (neg ?x)))', '{dy} * torch.sigmoid(-{x})', 'dy · σ(−x)', { shown: 'call' }),
  row('hardsigmoid_backward', ['dy', 'x'], '(select (and (lt -3 ?x) (lt ?x 3)) (div ?dy 6) 0)', `${aten}.hardsigmoid_backward({dy}, {x})`, 'dy / 6 within (−3, 3), 0 elsewhere', { shown: 'call' }),
  row('hardtanh_backward', ['dy', 'x', 'low: number', 'high: number'], '(select (and (lt ?low ?x) (lt ?x ?high)) ?dy 0)', `${aten}.hardtanh_backward({dy}, {x}, {low}, {high})`, 'dy within (min, max), 0 elsewhere', { shown: 'call' }),
  row('mish_backward', ['dy', 'x'], '(mul ?dy (add (tanh (softplus ?x)) (mul ?x (mul (sigmoid ?x) (sub 1 (mul (tanh (softplus ?x)) (tanh (softplus ?x))))))))', `${aten}.mish_backward({dy}, {x})`, 'dy · (tanh(softplus(x)) + x · σ(x) · (1 − tanh²(softplus(x))))')
];
