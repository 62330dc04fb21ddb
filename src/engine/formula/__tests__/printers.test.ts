import { add, and, apply, eq, fresh, int, isApply, le, lt, monomials, mul, ne, neg, not, or, read, real, recur, reduce, select, special, sub, variable, operations, operationRow, type OperationName, type ReadTerm, type Sort, type Term } from '../../term';
import { arrange, termLatex, termText, viewText } from '..';
import { formulaTree } from '../tree';
import { describePiece, pieceTree } from '../output';
import { latexName, nextIndexName } from '../names';
import type { Display } from '../view';
import { mathJax } from './mathjax';
import { a, b, B, c, decimal, fold, integer, lifted, n, nCols, p, pointer, x } from './fixtures';

const display: Display = { indices: new Map(), reserved: new Set(['n', 'B', 'a', 'b', 'c', 'x', 'k']), coordinates: r => [r.address] };
const exp = (t: Term) => apply('exp', [t]);
const div = (s: Term, t: Term) => apply('div', [s, t]);
const toReal = (t: Term) => apply('toreal', [t]);
const m = variable('m', 'Int');

const rows: readonly [term: Term, text: string, latex: string][] = [
  // signs, sums, products
  [sub(a, b), 'a - b', 'a - b'],
  [sub(b, a), 'b - a', 'b - a'],
  [neg(a), '-a', '-a'],
  [neg(add(a, b)), '-(a + b)', '-\\left(a + b\\right)'],
  [add(neg(b), neg(a)), '-b - a', '-b - a'],
  [sub(real(1), a), '1 - a', '1 - a'],
  [sub(a, sub(b, c)), 'a - (b - c)', 'a - \\left(b - c\\right)'],
  [mul(a, add(b, c)), 'a*(b + c)', 'a \\cdot \\left(b + c\\right)'],
  [mul(real(2), a, b), '2*a*b', '2\\,a \\cdot b'],
  [mul(real(-3), a), '-3*a', '-3\\,a'],
  [mul(a, neg(b)), '-a*b', '-a \\cdot b'],
  [mul(a, a), 'a^2', 'a^{2}'],
  [mul(add(a, b), add(a, b)), '(a + b)^2', '\\left(a + b\\right)^{2}'],
  [mul(decimal(1, 2), a), 'a/2', '\\frac{a}{2}'],
  [mul(decimal(1, 3), a), 'a/3', '\\frac{a}{3}'],
  [mul(decimal(2, 3), a), '2*a/3', '\\frac{2\\,a}{3}'],
  [mul(decimal(-1, 2), a), '-a/2', '-\\frac{a}{2}'],
  [mul(decimal(44715, 1_000_000), a), '0.044715*a', '0.044715\\,a'],
  [add(a, decimal(1, 2)), 'a + 0.5', 'a + 0.5'],
  [add(a, decimal(1, 100_000_000)), 'a + 1e-8', 'a + 10^{-8}'],
  [add(a, decimal(1, 3)), 'a + 1/3', 'a + \\frac{1}{3}'],
  [add(real(1), exp(a)), '1 + exp(a)', '1 + e^{a}'],
  [sub(exp(a), real(1)), 'exp(a) - 1', 'e^{a} - 1'],
  [add(int(3), n, mul(n, B)), 'n*B + n + 3', 'n \\cdot B + n + 3'],
  // quotients
  [div(a, b), 'a/b', '\\frac{a}{b}'],
  [div(add(a, b), c), '(a + b)/c', '\\frac{a + b}{c}'],
  [div(a, mul(b, c)), 'a/(b*c)', '\\frac{a}{b \\cdot c}'],
  [div(div(a, b), c), 'a/(b*c)', '\\frac{a}{b \\cdot c}'],
  [mul(a, div(real(1), b)), 'a/b', '\\frac{a}{b}'],
  [div(neg(a), b), '-a/b', '-\\frac{a}{b}'],
  [sub(c, div(neg(a), b)), 'a/b + c', '\\frac{a}{b} + c'],
  [div(a, toReal(n)), 'a/n', '\\frac{a}{n}'],
  [div(a, decimal(14142, 10_000)), 'a/1.4142', '\\frac{a}{1.4142}'],
  [div(a, decimal(141421356237309, 100_000_000_000_000)), 'a / 1.41421356237309', '\\frac{a}{1.41421356237309}'],
  [div(mul(real(3), a), real(4)), '0.75*a', '0.75\\,a'],
  [div(a, real(0)), 'a/0', '\\frac{a}{0}'],
  // functions
  [exp(sub(a, b)), 'exp(a - b)', 'e^{a - b}'],
  [exp(div(a, b)), 'exp(a/b)', '\\exp\\left(\\frac{a}{b}\\right)'],
  [mul(exp(a), exp(a)), 'exp(a)^2', '\\left(e^{a}\\right)^{2}'],
  [apply('log', [a]), 'log(a)', '\\log a'],
  [apply('log', [add(a, b)]), 'log(a + b)', '\\log\\left(a + b\\right)'],
  [mul(apply('log', [a]), b), 'b*log(a)', 'b \\cdot \\log a'],
  [apply('sqrt', [add(a, b)]), 'sqrt(a + b)', '\\sqrt{a + b}'],
  [div(real(1), apply('sqrt', [a])), '1/sqrt(a)', '\\frac{1}{\\sqrt{a}}'],
  [apply('abs', [sub(a, b)]), 'abs(a - b)', '\\left|a - b\\right|'],
  [apply('erf', [a]), 'erf(a)', '\\mathrm{erf}\\left(a\\right)'],
  [apply('sigmoid', [a]), 'sigmoid(a)', '\\sigma\\left(a\\right)'],
  [apply('log1p', [neg(a)]), 'log1p(-a)', '\\log\\left(1 + \\left(-a\\right)\\right)'],
  [apply('exp2', [add(a, b)]), '2^(a + b)', '2^{a + b}'],
  [apply('pow', [a, b]), 'a^b', 'a^{b}'],
  [apply('max2', [a, real(0)]), 'max(a, 0)', '\\max\\left(a,\\, 0\\right)'],
  [apply('max2', [real(0), a]), 'max(a, 0)', '\\max\\left(a,\\, 0\\right)'],
  [apply('trunc', [div(a, b)]), 'trunc(a/b)', '\\mathrm{trunc}\\left(\\frac{a}{b}\\right)'],
  [add(x(n), mul(decimal(1, 10), x(n), x(n))), 'x[n] + 0.1*x[n]^2', 'x_{n} + 0.1\\,x_{n}^{2}'],
  [add(b, mul(a, x(n))), 'a*x[n] + b', 'a \\cdot x_{n} + b'],
  // integers
  [apply('floordiv', [add(n, int(1)), B]), '(n + 1) // B', '\\left\\lfloor \\frac{n + 1}{B} \\right\\rfloor'],
  [mul(B, apply('floordiv', [n, B])), 'B*(n // B)', 'B \\cdot \\left\\lfloor \\frac{n}{B} \\right\\rfloor'],
  [apply('mod', [add(n, int(1)), B]), '(n + 1) mod B', '\\left(n + 1\\right) \\bmod B'],
  [apply('bitand', [n, apply('shiftright', [m, int(2)])]), 'n & m >> 2', 'n \\mathbin{\\&} m \\gg 2'],
  // truth
  [le(n, B), 'n <= B', 'n \\le B'],
  [lt(n, B), 'n < B', 'n < B'],
  [le(int(0), n), 'n >= 0', 'n \\ge 0'],
  [lt(real(0), a), 'a > 0', 'a > 0'],
  [eq(real(0), x(n)), 'x[n] = 0', 'x_{n} = 0'],
  [eq(a, x(n)), 'x[n] = a', 'x_{n} = a'],
  [ne(n, B), 'n != B', 'n \\ne B'],
  [not(lt(a, b)), 'a >= b', 'a \\ge b'],
  [and(lt(a, b), or(lt(b, c), p)), 'a < b and (p or b < c)', 'a < b \\land \\left(p \\lor b < c\\right)'],
  [not(and(p, lt(a, b))), 'not (p and a < b)', '\\lnot \\left(p \\land a < b\\right)'],
  // cases
  [select(lt(a, b), a, b), 'if a < b then a else b', '\\begin{cases} a & \\text{if } a < b \\\\ b & \\text{otherwise} \\end{cases}'],
  [select(lt(a, b), a, select(eq(a, b), c, real(0))), 'if a < b then a else if a = b then c else 0', '\\begin{cases} a & \\text{if } a < b \\\\ c & \\text{if } a = b \\\\ 0 & \\text{otherwise} \\end{cases}'],
  [add(c, select(p, a, b)), '(if p then a else b) + c', '\\left(\\begin{cases} a & \\text{if } p \\\\ b & \\text{otherwise} \\end{cases}\\right) + c'],
  [select(p, special('undefined'), special('-inf')), 'if p then undefined else -inf', '\\begin{cases} \\text{undefined} & \\text{if } p \\\\ -\\infty & \\text{otherwise} \\end{cases}'],
  // folds
  [fold('sum', n, x), 'sum(i < n: x[i])', '\\sum_{i < n} x_{i}'],
  [fold('sum', B, x, k => lt(add(mul(m, B), k), n)), 'sum(i < B, B*m + i < n: x[i])', '\\sum_{\\substack{i < B \\\\ B \\cdot m + i < n}} x_{i}'],
  [sub(a, fold('max', nCols, x)), 'a - max(i < n_cols: x[i])', 'a - \\max_{i < \\mathit{n\\_cols}} x_{i}'],
  [add(fold('max', n, x), a), 'max(i < n: x[i]) + a', '\\left(\\max_{i < n} x_{i}\\right) + a'],
  [fold('sum', n, k => add(x(k), a)), 'sum(i < n: x[i] + a)', '\\sum_{i < n} \\left(x_{i} + a\\right)'],
  [mul(fold('sum', n, x), a), 'a * sum(i < n: x[i])', 'a \\cdot \\sum_{i < n} x_{i}'],
  [mul(fold('sum', n, x), fold('sum', n, k => exp(x(k)))), 'sum(i < n: x[i]) * sum(i < n: exp(x[i]))', '\\left(\\sum_{i < n} x_{i}\\right) \\cdot \\sum_{i < n} e^{x_{i}}'],
  [fold('sum', n, k => fold('max', n, l => x(add(k, l)))), 'sum(i < n: max(j < n: x[i + j]))', '\\sum_{i < n} \\max_{j < n} x_{i + j}'],
  [fold('argmax', n, x, undefined, true), 'argmax(i < n: x[i])', '\\operatorname{arg\\,max}_{i < n} x_{i}']
];

test.each(rows.map(([term, text, latex]) => [text, latex, term] as const))('%s', (text, latex, term) => {
  expect(termText(term, display)).toBe(text);
  expect(termLatex(term, display)).toBe(latex);
});

test('MathJax takes all of it', () => {
  const accept = mathJax();
  rows.forEach(([term]) => accept(termLatex(term, display)));
});

test.each(Object.keys(operations) as OperationName[])('each operation has a text and a LaTeX form: %s', op => {
  const { arguments: sorts } = operationRow(op);
  const atoms: Record<Sort, Term[]> = { Int: [n, B], Real: [a, b], Bool: [p, variable('q', 'Bool')] };
  const args = sorts === 'n-ary' ? (op === 'select' ? [p, a, b] : op === 'and' || op === 'or' ? atoms.Bool : atoms.Real) : sorts.map((s, k) => atoms[s][k % 2]);
  const term = apply(op, args);
  [termText(term, display), termLatex(term, display)].forEach(text => expect(text).toMatch(/^(?!.*(\{\d\}|undefined|\[object)).+$/));
  mathJax()(termLatex(term, display));
});

describe('names', () => {
  test.each([
    ['x', 'x'],
    ['alpha', '\\alpha'],
    ['omicron', '\\mathit{omicron}'],
    ['eps', '\\mathit{eps}'],
    ['n_cols', '\\mathit{n\\_cols}'],
    ['__x__', '\\mathit{\\_\\_x\\_\\_}'],
    ['größe', '\\mathit{größe}'],
    ['a}b$c\\d', '\\mathit{a\\}b\\$c\\backslash d}'],
    ['grid[0]', '\\mathit{grid}_{0}'],
    ['α', '\\mathit{α}']
  ])('%s in LaTeX', (name, latex) => expect(latexName(name)).toBe(latex));

  test('indices avoid what is taken, and never end', () => {
    const letters = new Set([...'ijklmpqrstuv']);
    expect(nextIndexName(s => s === 'i')).toBe('j');
    expect(nextIndexName(s => letters.has(s))).toBe('i1');
  });

  test('an argument called i keeps its name', () => {
    const i = variable('i', 'Int');
    expect(termText(fold('sum', i, x), { ...display, reserved: new Set(['i', 'j']) })).toBe('sum(k < i: x[k])');
  });

  test('no internal name reaches the eye', () => {
    expect(termText(fresh('pid', 'Int'), display)).toBe('pid');
  });
});

/** Softmax over the rows of a matrix with a row stride. */
function softmax() {
  const stride = variable('stride', 'Int');
  const rowOf = (r: ReadTerm) => {
    const [row, column] = [true, false].map(strided => monomials(r.address).filter(t => t.atoms.includes(stride) === strided));
    return [row[0].atoms.find(t => t !== stride)!, column[0].atoms[0]];
  };
  const at = (i: Term, j: Term) => read('x_ptr', add(mul(i, stride), j), 'Real');
  return lifted(
    [pointer('y_ptr'), pointer('x_ptr'), integer('stride'), integer('n_rows'), integer('n_cols')],
    [
      {
        tensor: 'y_ptr',
        extents: [variable('n_rows', 'Int'), nCols],
        address: (i, j) => add(mul(i, stride), j),
        value: (i, j) => {
          const shifted = (k: Term) => exp(sub(at(i, k), fold('max', nCols, l => at(i, l))));
          return div(shifted(j), fold('sum', nCols, shifted));
        }
      }
    ],
    rowOf
  );
}

test('a piece is presented with target, domain and formula', () => {
  const kernel = softmax();
  expect(describePiece(kernel, kernel.pieces[0])).toEqual({
    tensor: 'y_ptr',
    index: ['i', 'j'],
    domain: 'i < n_rows, j < n_cols',
    domainLatex: 'i < \\mathit{n\\_rows},\\; j < \\mathit{n\\_cols}',
    target: 'y_ptr[i, j]',
    targetLatex: '\\mathit{y\\_ptr}_{i,j}',
    text: 'exp(x_ptr[i, j] - max(k < n_cols: x_ptr[i, k])) / sum(k < n_cols: exp(x_ptr[i, k] - max(l < n_cols: x_ptr[i, l])))',
    latex:
      '\\frac{\\exp\\left(\\mathit{x\\_ptr}_{i,j} - \\max_{k < \\mathit{n\\_cols}} \\mathit{x\\_ptr}_{i,k}\\right)}{\\sum_{k < \\mathit{n\\_cols}} \\exp\\left(\\mathit{x\\_ptr}_{i,k} - \\max_{l < \\mathit{n\\_cols}} \\mathit{x\\_ptr}_{i,l}\\right)}',
    operator: null,
    unusual: false
  });
});

test('the tree has each subterm once in place, with the spans of its term', () => {
  const kernel = softmax();
  const [piece] = kernel.pieces;
  const denominator = isApply(piece.value, 'div') ? piece.value.args[1] : piece.value;
  const body = denominator.kind === 'reduce' ? denominator.body : denominator;
  const tree = pieceTree(kernel, piece, new Map([[body, [[3, 0, 3, 9]]]]));
  expect(tree.text).toBe(describePiece(kernel, piece).text);
  expect(tree.children.map(t => t.text)).toEqual(['exp(x_ptr[i, j] - max(k < n_cols: x_ptr[i, k]))', expect.stringMatching(/^sum\(k/)]);
  const inSum = tree.children[1].children;
  expect(inSum.map(t => t.text)).toEqual(['n_cols', expect.stringMatching(/^exp\(/)]);
  expect(inSum[1].spans).toEqual([[3, 0, 3, 9]]);
  const ids: number[] = [];
  const walk = (t: typeof tree): void => (ids.push(t.id), t.children.forEach(walk));
  walk(tree);
  expect(ids).toEqual(ids.map((_, k) => k));
});

test('recurrences: one state, and several', () => {
  const [j, s, u] = [fresh('j', 'Int'), fresh('s', 'Real'), fresh('s', 'Real')];
  const one = recur(n, { index: j, states: [s], initial: [real(0)], updates: [add(mul(a, s), x(j))] }, 0);
  expect(termText(one, display)).toBe('iterate(i < n, s = 0: a*s + x[i])');
  expect(termLatex(one, display)).toBe('\\operatorname*{iterate}_{\\substack{i < n \\\\ s = 0}} \\left[s \\mapsto a \\cdot s + x_{i}\\right]');
  const two = recur(add(n, int(1)), { index: j, states: [s, u], initial: [real(0), b], updates: [u, add(s, u)] }, 1);
  expect(termText(mul(two, a), display)).toBe('a * iterate(i < n + 1, s = 0, u = b: s -> u; u -> s + u).u');
  expect(termLatex(two, display)).toBe('\\operatorname*{iterate}_{\\substack{i < n + 1 \\\\ s = 0 \\\\ u = b}} \\left[s \\mapsto u,\\; u \\mapsto s + u\\right]_{u}');
  expect(formulaTree(two, display).children.map(t => t.text)).toEqual(['n + 1', '0', 'u', 'b', 's + u']);
});

test('two indices of one fold', () => {
  const k = fresh('k', 'Int');
  const l = fresh('l', 'Int');
  const t = reduce('sum', [{ variable: k, extent: n }, { variable: l, extent: add(k, int(1)) }], lt(k, l), x(add(k, l)));
  expect(viewText(arrange(t, display))).toBe('sum(i < n, j < i + 1, i < j: x[i + j])');
  expect(formulaTree(t, display).children).toHaveLength(4);
});
