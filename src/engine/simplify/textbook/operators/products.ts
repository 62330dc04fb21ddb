/** Inner products, and what is made of them. How a product is called and written (`@`, `mv`, `bmm`, `linear`) depends on its free indices: `axes.ts`. */
import { group, type Operator } from './operator';

const row = group('product');
const masked = "{s|g|float('-inf')}";

export const products: readonly Operator[] = [
  row('dot', ['n: extent', 'a: function', 'b: function'], '(sum ?n (\\ $k true) (\\ $k (mul ?a ?b)))', 'torch.sum({a} * {b}, dim={dim})', 'Σ_k a_k · b_k', {
    text: '{a} @ {b}',
    latex: '{a} \\cdot {b}',
    commutes: ['a', 'b'],
    aliases: ['matmul', 'mm', 'mv', 'bmm', 'linear', 'vecdot']
  }),
  row(
    'attention',
    ['n: extent', 'g: guard', 's: function', 'v: function'],
    '(div (sum ?n (\\ $k ?g) (\\ $k (mul (exp ?s) ?v))) (sum ?n (\\ $k ?g) (\\ $k (exp ?s))))',
    `torch.sum(torch.softmax(${masked}, dim={dim}) * {v}, dim={dim})`,
    'softmax(s) · v; scaled_dot_product_attention where s are scaled inner products',
    { text: 'softmax({s}) @ {v}', latex: '\\operatorname{softmax}({s}) \\, {v}', aliases: ['attention', 'scaled_dot_product_attention'] }
  ),
  row('addmm', ['n: extent', 'a: function', 'b: function', 'c', 'alpha: number', 'beta: number'], '(add (mul ?beta ?c) (mul ?alpha (dot ?n (\\ $k ?a) (\\ $k ?b))))', '{beta} * {c} + {alpha} * torch.sum({a} * {b}, dim={dim})', 'beta · input + alpha · (mat1 @ mat2)', {
    shown: 'call',
    text: '{beta}*{c} + {alpha} * ({a} @ {b})',
    latex: '{beta} {c} + {alpha} \\, {a} \\cdot {b}',
    aliases: ['addmm', 'baddbmm', 'addmv', 'addbmm', 'addr']
  })
];
