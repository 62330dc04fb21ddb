import type { FormulaTree, LiftResult } from '../../engine/result';
import type { LiftDocument } from '../document';
import type { PageOptions } from '../page';
import type { Translator } from '../words';

const fill = (text: string, args: readonly unknown[]): string => text.replace(/%(\d)/g, (_, at: string) => String(args[Number(at) - 1]));

export const trans: Translator = {
  __: (text, ...args) => fill(text, args),
  _n: (one, many, count, ...args) => fill(count === 1 ? one : many, args)
};

export const SOURCE = '@triton.jit\ndef scale(x_ptr, y_ptr, n, B: tl.constexpr):\n    x = tl.load(x_ptr)\n    tl.store(y_ptr, 2 * x)\n';

const leaf = (id: number, text: string, line: number): FormulaTree => ({
  id,
  text,
  latex: text,
  spans: [[line, 4, line, 10]],
  children: []
});

export const tree: FormulaTree = {
  id: 0,
  text: '2 * x[i]',
  latex: '2 \\cdot x[i]',
  spans: [],
  children: [leaf(1, '2', 4), leaf(2, 'x[i]', 3)]
};

export const result: LiftResult = {
  schema: 1,
  numberModel: 'real',
  kernel: 'scale',
  variant: {},
  verdict: 'verified',
  summary: 'proved for all sizes',
  outputs: [
    {
      tensor: 'y_ptr',
      index: ['i'],
      domain: 'i < n',
      domainLatex: 'i < n',
      latex: tree.latex,
      text: tree.text,
      target: 'y[i]',
      targetLatex: 'y_{i}',
      operator: null,
      unusual: false
    }
  ],
  torch: 'def lifted(args, grid): ...',
  preconditions: [
    { text: 'n >= 1', expr: 'n >= 1', because: 'sizes are positive', unusual: false },
    { text: 'n <= B', expr: 'n <= B', because: 'one block holds the axis', unusual: true }
  ],
  inPlace: [{ input: 'x_ptr', output: 'y_ptr', safe: true }],
  reference: null,
  assumptions: ['reals'],
  obligations: [
    {
      id: 'a',
      kind: 'value',
      statement: 'the value is right',
      status: 'proved',
      why: '',
      scope: 'all sizes',
      span: [4, 4, 4, 26],
      ms: 12,
      smtlib: '(assert false)',
      by: 'Z3'
    },
    {
      id: 'b',
      kind: 'in-bounds',
      statement: 'loads are inside',
      status: 'proved',
      why: '',
      scope: 'all sizes',
      span: null,
      ms: 0.2,
      smtlib: '',
      by: 'rule'
    }
  ],
  trace: [
    { stage: 'execute', title: 'store', detail: '', latex: '', rule: '', span: [4, 4, 4, 26] },
    { stage: 'simplify', title: 'fold', detail: 'a sum', latex: 'x', rule: 'known-mask', span: null }
  ],
  hazards: [],
  formula: [tree],
  counterexample: null,
  unsupported: null,
  timings: { prove: 12 },
  counts: { queries: 3 }
};

export const makeDocument = (...results: readonly Partial<LiftResult>[]): LiftDocument => ({
  schema: 1,
  version: '0.1.0',
  solver: 'Z3 test',
  request: { source: SOURCE, kernels: ['scale'], set: { B: 64 } },
  results: results.map(changes => ({ ...result, ...changes }))
});

/** A typesetter that marks what it was given; markup in it must stay text. */
export const makeOptions = (): PageOptions & { readonly copied: string[] } => {
  const copied: string[] = [];
  return {
    trans,
    id: 'test',
    copied,
    copy: text => Promise.resolve(void copied.push(text)),
    typeset: (latex, text) => {
      const picture = document.createElement('span');
      picture.className = 'typeset';
      picture.setAttribute('aria-label', text);
      picture.textContent = latex;
      return picture;
    }
  };
};
