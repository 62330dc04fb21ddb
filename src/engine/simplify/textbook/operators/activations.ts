/** Activation functions. */
import { group, type Operator } from './operator';

const row = group('activation');
const F = 'torch.nn.functional';

export const activations: readonly Operator[] = [
  row('relu', ['x'], '(max2 ?x 0)', `${F}.relu({x})`, 'max(x, 0)'),
  row('relu6', ['x'], '(min2 (relu ?x) 6)', `${F}.relu6({x})`, 'min(max(0, x), 6)'),
  row('relu_squared', ['x'], '(mul (relu ?x) (relu ?x))', `torch.square(${F}.relu({x}))`, 'relu(x)², "Primer", arXiv 2109.08668', {
    text: 'relu({x})^2',
    latex: '\\operatorname{relu}({x})^2'
  }),
  row('leaky_relu', ['x', 'slope: number'], '(select (lt 0 ?x) ?x (mul ?slope ?x))', `${F}.leaky_relu({x}, {slope})`, 'x if x > 0, negative_slope · x otherwise'),
  row('leaky_relu_parts', ['x', 'slope: number'], '(add (max2 ?x 0) (mul ?slope (min2 ?x 0)))', `${F}.leaky_relu({x}, {slope})`, 'max(0, x) + negative_slope · min(0, x)', {
    text: 'leaky_relu({x}, {slope})',
    latex: '\\operatorname{leaky\\_relu}({x}, {slope})',
    aliases: ['leaky_relu']
  }),
  row('prelu', ['x', 'slope'], '(select (lt 0 ?x) ?x (mul ?slope ?x))', 'torch.where({x} > 0, {x}, {slope} * {x})', 'x if x > 0, weight · x otherwise'),
  row('threshold', ['x', 'limit: number', 'value: number'], '(select (lt ?limit ?x) ?x ?value)', `${F}.threshold({x}, {limit}, {value})`, 'x if x > threshold, value otherwise'),
  row('clamp', ['x', 'low: number', 'high: number'], '(min2 (max2 ?x ?low) ?high)', 'torch.clamp({x}, {low}, {high})', 'min(max(x, min), max); max where min > max'),
  row('clamp_tensor', ['x', 'low', 'high'], '(min2 (max2 ?x ?low) ?high)', 'torch.clamp({x}, {low}, {high})', 'min(max(x, min), max), of tensors', { shown: 'call', aliases: ['clamp'] }),
  row('hardtanh', ['x'], '(min2 (max2 ?x -1) 1)', `${F}.hardtanh({x})`, 'x within [−1, 1], the nearer end elsewhere'),
  row('elu', ['x', 'alpha: number'], '(select (lt 0 ?x) ?x (mul ?alpha (sub (exp ?x) 1)))', `${F}.elu({x}, {alpha})`, 'x if x > 0, alpha · (exp(x) − 1) otherwise'),
  row('elu_one', ['x'], '(select (lt 0 ?x) ?x (sub (exp ?x) 1))', `${F}.elu({x})`, 'x if x > 0, exp(x) − 1 otherwise: alpha = 1', { text: 'elu({x})', latex: '\\operatorname{elu}({x})', aliases: ['elu', 'celu'] }),
  row(
    'selu',
    ['x'],
    '(mul 10507009873554805/10000000000000000 (select (lt 0 ?x) ?x (mul 4183158105885943/2500000000000000 (sub (exp ?x) 1))))',
    `${F}.selu({x})`,
    'scale · (max(0, x) + min(0, alpha · (exp(x) − 1))), alpha = 1.6732632423543772, scale = 1.0507009873554805'
  ),
  row('celu', ['x', 'alpha: positive number'], '(select (lt 0 ?x) ?x (mul ?alpha (sub (exp (div ?x ?alpha)) 1)))', `${F}.celu({x}, {alpha})`, 'max(0, x) + min(0, alpha · (exp(x / alpha) − 1))'),
  row('gelu', ['x'], '(mul ?x (div (add 1 (erf (div ?x (sqrt 2)))) 2))', `${F}.gelu({x})`, 'x · Φ(x), Φ the distribution function of the normal distribution'),
  row(
    'gelu_tanh',
    ['x'],
    '(mul ?x (div (add 1 (tanh (mul (sqrt (div 2 pi)) (add ?x (mul 8943/200000 (mul ?x (mul ?x ?x))))))) 2))',
    `${F}.gelu({x}, approximate='tanh')`,
    '0.5 · x · (1 + tanh(√(2/π) · (x + 0.044715 · x³)))'
  ),
  row('quick_gelu', ['x'], '(mul ?x (sigmoid (mul 851/500 ?x)))', '{x} * torch.sigmoid(1.702 * {x})', 'x · σ(1.702 · x), "Gaussian error linear units", arXiv 1606.08415'),
  row('silu', ['x'], '(mul ?x (sigmoid ?x))', `${F}.silu({x})`, 'x · σ(x)', { aliases: ['silu', 'swish'] }),
  row('softplus', ['x'], '(log (add 1 (exp ?x)))', 'torch.logaddexp({x}, torch.zeros_like({x}))', '(1 / beta) · log(1 + exp(beta · x)) at beta = 1, without a threshold'),
  row(
    'softplus_beta',
    ['x', 'beta: positive number', 'threshold: positive number'],
    '(select (lt ?threshold (mul ?beta ?x)) ?x (div (softplus (mul ?beta ?x)) ?beta))',
    `${F}.softplus({x}, {beta}, {threshold})`,
    '(1 / beta) · log(1 + exp(beta · x)); x where beta · x > threshold',
    { text: 'softplus({x}, {beta}, {threshold})', latex: '\\operatorname{softplus}({x}, {beta}, {threshold})', aliases: ['softplus'] }
  ),
  row(
    'softplus_threshold',
    ['x', 'threshold: positive number'],
    '(select (lt ?threshold ?x) ?x (softplus ?x))',
    `${F}.softplus({x}, 1, {threshold})`,
    'log(1 + exp(x)); x where x > threshold',
    { text: 'softplus({x}, 1, {threshold})', latex: '\\operatorname{softplus}({x}, 1, {threshold})', aliases: ['softplus'] }
  ),
  row(
    'softplus_divided',
    ['x', 'beta: positive number', 'threshold: positive number'],
    '(div (softplus_threshold (mul ?beta ?x) ?threshold) ?beta)',
    `${F}.softplus({x}, {beta}, {threshold})`,
    '(1 / beta) · log(1 + exp(beta · x)); x where beta · x > threshold',
    { text: 'softplus({x}, {beta}, {threshold})', latex: '\\operatorname{softplus}({x}, {beta}, {threshold})', aliases: ['softplus'] }
  ),
  row('mish', ['x'], '(mul ?x (tanh (softplus ?x)))', `${F}.mish({x})`, 'x · tanh(softplus(x))'),
  row('logsigmoid', ['x'], '(neg (softplus (neg ?x)))', `${F}.logsigmoid({x})`, 'log(1 / (1 + exp(−x)))'),
  row('softsign', ['x'], '(div ?x (add 1 (abs ?x)))', `${F}.softsign({x})`, 'x / (1 + |x|)'),
  row('tanhshrink', ['x'], '(sub ?x (tanh ?x))', `${F}.tanhshrink({x})`, 'x − tanh(x)'),
  row(
    'softshrink',
    ['x', 'lambda: positive number'],
    '(select (lt ?lambda ?x) (sub ?x ?lambda) (select (lt ?x (neg ?lambda)) (add ?x ?lambda) 0))',
    `${F}.softshrink({x}, {lambda})`,
    'x − λ if x > λ, x + λ if x < −λ, 0 otherwise'
  ),
  row('hardshrink', ['x', 'lambda: positive number'], '(select (or (lt ?lambda ?x) (lt ?x (neg ?lambda))) ?x 0)', `${F}.hardshrink({x}, {lambda})`, 'x if x > λ or x < −λ, 0 otherwise'),
  row('hardsigmoid', ['x'], '(div (min2 (max2 (add ?x 3) 0) 6) 6)', `${F}.hardsigmoid({x})`, '0 if x ≤ −3, 1 if x ≥ 3, x / 6 + 1 / 2 otherwise'),
  row('hardswish', ['x'], '(mul ?x (hardsigmoid ?x))', `${F}.hardswish({x})`, '0 if x ≤ −3, x if x ≥ 3, x · (x + 3) / 6 otherwise'),
  row('logit', ['x: unit'], '(log (div ?x (sub 1 ?x)))', 'torch.logit({x})', 'log(x / (1 − x))'),
  row('glu', ['a', 'b'], '(mul ?a (sigmoid ?b))', `${F}.glu(torch.stack([{a}, {b}]), 0).squeeze(0)`, 'a ⊗ σ(b), a and b the halves of the input', { shown: 'call' }),
  row('swiglu', ['a', 'b'], '(mul (silu ?a) ?b)', `${F}.silu({a}) * {b}`, 'silu(a) ⊗ b, "GLU variants", arXiv 2002.05202', { shown: 'call' }),
  row('geglu', ['a', 'b'], '(mul (gelu ?a) ?b)', `${F}.gelu({a}) * {b}`, 'gelu(a) ⊗ b, arXiv 2002.05202', { shown: 'call' }),
  row('geglu_tanh', ['a', 'b'], '(mul (gelu_tanh ?a) ?b)', `${F}.gelu({a}, approximate='tanh') * {b}`, 'gelu(a) ⊗ b with the tanh approximation', { shown: 'call' }),
  row('reglu', ['a', 'b'], '(mul (relu ?a) ?b)', `${F}.relu({a}) * {b}`, 'relu(a) ⊗ b, arXiv 2002.05202', { shown: 'call' })
];
