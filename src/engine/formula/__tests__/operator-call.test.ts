/** Operators and single operations as calls on whole tensors, as PyTorch names and orders their parts. */
import { add, apply, eq, fresh, int, le, lt, mul, neg, not, read, real, reduce, select, sub, substitute, TRUE, variable, type ReadTerm, type Term } from '../../term';
import { operators } from '../../simplify/textbook/operators';
import { callTemplate } from '../call-templates';
import { choiceCall, elementaryCall } from '../elementary-call';
import { operatorCall } from '../operator-call';
import { a, b, decimal, float, fold, integer, lifted, n, pointer } from './fixtures';
import { operatorTerm, type Pieces } from './operator-terms';

const m = variable('m', 'Int');
const step = variable('step', 'Int');
const strides = [0, 1, 2].map(d => variable(`stride_${d}`, 'Int'));

/** An element of a tensor, each dimension with a stride of its own. */
const at = (buffer: string, ...coordinates: Term[]): Term => read(buffer, add(...coordinates.map((c, d) => mul(strides[d], c)), int(0)), 'Real');
const RANKS: Readonly<Record<string, number>> = { x: 2, y: 2, v: 1, w: 1, t: 3, u: 3 };
/** The coordinates, by what each stride is multiplied with. */
const coordinates = (r: ReadTerm): Term[] => Array.from({ length: RANKS[r.buffer] }, (_, d) => substitute(r.address, new Map(strides.map((s, k) => [s, int(k === d ? 1 : 0)]))));

const args = [...Object.keys(RANKS).map(name => pointer(name)), pointer('out'), integer('n'), integer('m'), integer('step'), float('a'), float('b')];
const find = (name: string) => operators.find(o => o.name === name)!;
const ALL = { g: () => TRUE };
const toReal = (t: Term): Term => apply('toreal', [t]);

type Build = (...indices: Term[]) => Term;
const outputOf = (rank: number, value: Build) => lifted(args, [{ tensor: 'out', extents: [m, n, n].slice(0, rank), address: i => i, value: (...i) => value(...i) }], coordinates);

/** The call of an output with that many indices. */
const callOf = (rank: number, value: Build): string | null => {
  const kernel = outputOf(rank, value);
  const [piece] = kernel.pieces;
  return piece.value.kind === 'named' ? operatorCall(kernel, piece, piece.value) : (elementaryCall(kernel, piece) ?? choiceCall(kernel, piece));
};
const of = (name: string, extent: Term, pieces: Pieces, index: Term | null = null): Term => operatorTerm(find(name), extent, pieces, index);

const row = (i: Term) => (k: Term): Term => at('x', i, k);
const scores = (i: Term, k: Term): Term => mul(a, of('dot', n, { a: l => at('x', i, l), b: l => at('y', k, l) }));

const rows: readonly (readonly [call: string | null, rank: number, value: Build])[] = [
  // along an axis
  ['softmax(x, dim=1)', 2, (i, j) => of('softmax', n, { ...ALL, f: row(i) }, j)],
  ['softmax(x, dim=0)', 2, (i, j) => of('softmax', m, { ...ALL, f: k => at('x', k, j) }, i)],
  ['softmax(x + v, dim=1)', 2, (i, j) => of('softmax', n, { ...ALL, f: k => add(at('x', i, k), at('v', k)) }, j)],
  ['softmax(k < n, k <= i: x[i, k])[j]', 2, (i, j) => of('softmax', n, { g: k => le(k, i), f: row(i) }, j)],
  ['logsumexp(x, dim=1)', 1, i => of('logsumexp', n, { ...ALL, f: row(i) })],
  ['logsumexp(j < i + 1: x[i, j])', 1, i => of('logsumexp', add(i, int(1)), { ...ALL, f: row(i) })],
  ['cumsum(x, dim=1)', 2, (i, j) => of('cumsum', add(j, int(1)), { f: row(i) }, j)],
  ['cumsum(x[i, :])[i]', 1, i => of('cumsum', add(i, int(1)), { f: row(i) }, i)],
  ['mean(t, dim=1)', 2, (i, j) => of('mean', n, { f: k => at('t', i, k, j) })],
  ['var(x, dim=1, correction=0)', 1, i => of('var', n, { f: row(i) })],
  ['var(x, dim=1, correction=1)', 1, i => of('var_divisor', n, { f: row(i), m: sub(toReal(n), real(1)) })],
  ['var(x, dim=1, correction=m)', 1, i => of('var_divisor', n, { f: row(i), m: toReal(sub(n, m)) })],
  ['vector_norm(x, dim=1)', 1, i => of('norm', n, { f: row(i) })],
  ['layer_norm(x, v, w, eps=a)', 2, (i, j) => of('layer_norm_affine', n, { f: row(i), w: k => at('v', k), b: k => at('w', k), eps: a }, j)],
  ['batch_norm(x, None, None, training=True, eps=a)', 2, (i, j) => of('layer_norm', m, { f: k => at('x', k, j), eps: a }, i)],
  ['rms_norm(x, w, eps=a)', 2, (i, j) => of('rms_norm_weight', n, { f: row(i), w: k => at('w', k), eps: a }, j)],
  ['cosine_similarity(x, y, dim=1, eps=a)', 1, i => of('cosine_similarity', n, { a: row(i), b: k => at('y', i, k), eps: a })],
  // elements
  ['silu(x)', 2, (i, j) => of('silu', n, { x: at('x', i, j) })],
  ["gelu(x, approximate='tanh')", 2, (i, j) => of('gelu_tanh', n, { x: at('x', i, j) })],
  ['relu(x + v)', 2, (i, j) => of('relu', n, { x: add(at('x', i, j), at('v', j)) })],
  ['relu(x - v[:, None])', 2, (i, j) => of('relu', n, { x: sub(at('x', i, j), at('v', i)) })],
  ['clamp(x, a, b)', 2, (i, j) => of('clamp', n, { x: at('x', i, j), low: a, high: b })],
  ['lerp(x, y, a)', 2, (i, j) => of('lerp', n, { a: at('x', i, j), b: at('y', i, j), w: a })],
  ['leaky_relu(x, 0.01)', 2, (i, j) => of('leaky_relu', n, { x: at('x', i, j), slope: decimal(1, 100) })],
  ['huber_loss(x, y, delta=a)', 2, (i, j) => of('huber_loss', n, { x: at('x', i, j), t: at('y', i, j), delta: a })],
  ['threshold_backward(x, y, 0)', 2, (i, j) => of('relu_backward', n, { dy: at('x', i, j), x: at('y', i, j) })],
  // products
  ['dot(v, w)', 0, () => of('dot', n, { a: k => at('v', k), b: k => at('w', k) })],
  ['vecdot(x, y)', 1, i => of('dot', n, { a: row(i), b: k => at('y', i, k) })],
  ['mv(x, v)', 1, i => of('dot', n, { a: row(i), b: k => at('v', k) })],
  ['mv(x.T, v)', 1, i => of('dot', n, { a: k => at('v', k), b: k => at('x', k, i) })],
  ['matmul(x, y)', 2, (i, j) => of('dot', n, { a: row(i), b: k => at('y', k, j) })],
  ['matmul(x, y)', 2, (i, j) => of('dot', n, { a: k => at('y', k, j), b: row(i) })],
  ['matmul(x.T, y)', 2, (i, j) => of('dot', n, { a: k => at('x', k, i), b: k => at('y', k, j) })],
  ['linear(x, y)', 2, (i, j) => of('dot', n, { a: row(i), b: k => at('y', j, k) })],
  ['bmm(t, u)', 3, (i, j, l) => of('dot', n, { a: k => at('t', i, j, k), b: k => at('u', i, k, l) })],
  ['bmm(t, u.mT)', 3, (i, j, l) => of('dot', n, { a: k => at('t', i, j, k), b: k => at('u', i, l, k) })],
  ['addmm(v, x, y)', 2, (i, j) => add(at('v', j), of('dot', n, { a: row(i), b: k => at('y', k, j) }))],
  ['gelu(x @ y)', 2, (i, j) => of('gelu', n, { x: of('dot', n, { a: row(i), b: k => at('y', k, j) }) })],
  ['scaled_dot_product_attention(x, y, x, scale=a)', 2, (i, j) => of('attention', n, { ...ALL, s: k => scores(i, k), v: k => at('x', k, j) })],
  ['scaled_dot_product_attention(x, y, x, is_causal=True, scale=a)', 2, (i, j) => of('attention', n, { g: k => le(k, i), s: k => scores(i, k), v: k => at('x', k, j) })],
  ['scaled_dot_product_attention(x, y, x, is_causal=True, scale=a)', 2, (i, j) => of('attention', add(i, int(1)), { ...ALL, s: k => scores(i, k), v: k => at('x', k, j) })],
  // losses, windows, distances
  ['cross_entropy(x, w)', 1, i => of('cross_entropy', n, { f: row(i), t: at('v', i), y: at('w', i) })],
  ['max_pool1d(x, n, step)', 2, (i, j) => of('max_pool', n, { ...ALL, f: k => at('x', i, add(mul(j, step), k)) })],
  ['max_pool1d(x, n, 2, 1)', 2, (i, j) => of('max_pool', n, { g: k => lt(int(0), add(mul(int(2), j), k)), f: k => at('x', i, add(mul(int(2), j), k, int(-1))) })],
  ['amax(x, dim=1)', 1, i => of('max_pool', n, { ...ALL, f: row(i) })],
  ['mean(x, dim=1)', 1, i => of('avg_pool', n, { ...ALL, f: row(i) })],
  ['cdist(x, y)', 2, (i, j) => of('pairwise_distance', n, { a: row(i), b: k => at('y', j, k) })],
  // single operations
  ['sum(x, dim=1)', 1, i => fold('sum', n, row(i))],
  ['sum(x, dim=0)', 1, i => fold('sum', m, k => at('x', k, i))],
  [null, 1, i => fold('sum', add(i, int(1)), row(i))],
  [null, 1, i => fold('sum', n, row(i), k => le(k, i))],
  ['amax(x, dim=1)', 1, i => fold('max', n, row(i))],
  ['argmax(x, dim=1)', 1, i => toReal(fold('argmax', n, row(i), () => TRUE, true))],
  ['count_nonzero(x < a, dim=1)', 1, i => toReal(fold('sum', n, k => select(lt(at('x', i, k), a), int(1), int(0))))],
  ['sum(x)', 0, () => {
    const [k, l] = [fresh('k', 'Int'), fresh('l', 'Int')];
    return reduce('sum', [{ variable: k, extent: m }, { variable: l, extent: n }], TRUE, at('x', k, l));
  }],
  ['add(x, y)', 2, (i, j) => add(at('x', i, j), at('y', i, j))],
  ['add(x, v)', 2, (i, j) => add(at('v', j), at('x', i, j))],
  ['add(x, y, alpha=a)', 2, (i, j) => add(at('x', i, j), mul(a, at('y', i, j)))],
  ['sub(x, y)', 2, (i, j) => sub(at('x', i, j), at('y', i, j))],
  ['neg(x)', 2, (i, j) => neg(at('x', i, j))],
  ['div(x, y)', 2, (i, j) => apply('div', [at('x', i, j), at('y', i, j)])],
  ['outer(v, w)', 2, (i, j) => mul(at('w', j), at('v', i))],
  ['t(x)', 2, (i, j) => at('x', j, i)],
  ['tril(x)', 2, (i, j) => select(le(j, i), at('x', i, j), real(0))],
  ['triu(x, m)', 2, (i, j) => select(not(lt(j, add(i, m))), at('x', i, j), real(0))],
  ["div(x, y, rounding_mode='trunc')", 2, (i, j) => apply('trunc', [apply('div', [at('x', i, j), at('y', i, j)])])],
  ['where(x < y, v, a)', 2, (i, j) => select(lt(at('x', i, j), at('y', i, j)), at('v', j), a)],
  ['batch_norm(x, v, w, eps=a)', 2, (i, j) => of('batch_norm_eval', n, { x: at('x', i, j), mean: at('v', j), var: at('w', j), eps: a })],
  ['batch_norm_eval(x[i, j], v[i], w[i], a)', 2, (i, j) => of('batch_norm_eval', n, { x: at('x', i, j), mean: at('v', i), var: at('w', i), eps: a })],
  [null, 2, (i, j) => select(le(j, i), at('x', i, j), real(1))],
  [null, 2, (i, j) => add(at('x', i, j), at('x', i, add(j, int(1))))],
  [null, 1, i => select(eq(i, int(0)), at('v', i), real(0))]
];

test.each(rows.map((r, k) => [k, r[0], ...r.slice(1)] as [number, string | null, number, Build]))('%i: %s', (_, call, rank, value) => {
  expect(callOf(rank, value)).toBe(call);
});

test.each(operators.map(o => [o.name, o] as const))('the call of %s mentions parts that it has, and no library', (_, operator) => {
  const template = callTemplate(operator);
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(m => m[1]);
  expect(names.filter(name => name !== 'dim' && name !== 'n' && !operator.parameters.some(p => p.name === name))).toEqual([]);
  expect(template).not.toMatch(/torch\.|reduction=|\|/);
});
