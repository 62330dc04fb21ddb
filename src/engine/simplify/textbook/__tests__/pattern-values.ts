/** Patterns on concrete values: NaN is undefined, a Bool is 0, 1 or NaN, folds run over small ranges. */
import type { PatternTree } from '../../../egraph/pattern-text';
import * as T from '../../../term';
import type { Condition, ConditionWord } from '../equation';
import { isFold, type FoldOp, type Node, type Variables } from './signatures';

/** A value for each variable at each tuple of values of its slots. */
export type Instance = (variable: string, at: readonly number[]) => number;
export type SlotValues = ReadonlyMap<string, number>;

const truth = (b: boolean): number => (b ? 1 : 0);
const strict = (f: (...v: number[]) => number) => (...v: number[]): number => (v.some(Number.isNaN) ? NaN : f(...v));

const quotient = (a: number, b: number): number => (b === 0 ? NaN : a / b);

/** Operators that are other than in the table of operations, or that it does not have. Functions have no value where they have a pole. */
const special: Readonly<Record<string, (...v: number[]) => number>> = {
  neg: a => 0 - a,
  sub: (a, b) => a - b,
  div: quotient,
  log: a => (a > 0 ? Math.log(a) : NaN),
  log2: a => (a > 0 ? Math.log2(a) : NaN),
  log10: a => (a > 0 ? Math.log10(a) : NaN),
  log1p: a => (a > -1 ? Math.log1p(a) : NaN),
  pow: (a, b) => (Number.isInteger(b) && b !== 0 ? (b > 0 ? a ** b : quotient(1, a ** -b)) : a > 0 && Number.isFinite(a * b) ? a ** b : a === 0 && b > 0 && b < Infinity ? 0 : NaN),
  lt: (a, b) => truth(a < b),
  le: (a, b) => truth(a <= b),
  eq: (a, b) => truth(a === b),
  not: a => 1 - a,
  xor: (a, b) => truth(a !== b)
};

const constants: Readonly<Record<string, number>> = { true: 1, false: 0, inf: Infinity, '-inf': -Infinity, undefined: NaN, pi: Math.PI };
const NUMBER = /^(#?)(-?\d+)(?:\/(\d+))?$/;

export class Evaluator {
  constructor(
    private readonly variables: Variables,
    private readonly instance: Instance
  ) {}

  value(p: PatternTree, at: SlotValues): number {
    switch (p.kind) {
      case 'variable':
        return this.variable(p.name, at);
      case 'rename':
        return this.variable(p.of, new Map([...at, [p.from, at.get(p.to) ?? 0]]));
      case 'substitute':
        return this.variable(p.into, new Map([...at, [p.slot, this.value(p.by, at)]]));
      case 'node':
        return isFold(p) ? this.fold(p, at) : this.operation(p, at);
    }
  }

  private variable(name: string, at: SlotValues): number {
    return this.instance(name, (this.variables.get(name)?.slots ?? []).map(s => at.get(s) ?? 0));
  }

  private operation(p: Node, at: SlotValues): number {
    const number = NUMBER.exec(p.op);
    if (number) {
      return Number(number[2]) / Number(number[3] ?? 1);
    }
    if (p.op in constants) {
      return constants[p.op];
    }
    const child = (k: number): number => this.value(p.children[k].body, at);
    switch (p.op) {
      case 'select': {
        const c = child(0);
        return Number.isNaN(c) ? NaN : child(c ? 1 : 2);
      }
      case 'and':
        return both(child(0), child(1));
      case 'or':
        return 1 - both(1 - child(0), 1 - child(1));
      default: {
        const f = special[p.op] ?? T.operationRow(p.op as T.OperationName)?.evaluate;
        if (!f) {
          throw new Error(`no value of ${p.op}`);
        }
        return strict(f)(...p.children.map((_, k) => child(k)));
      }
    }
  }

  private fold(p: Node & { readonly op: FoldOp }, at: SlotValues): number {
    const extent = this.value(p.children[0].body, at);
    const taken: (readonly [value: number, carry: number])[] = [];
    for (let k = 0; k < extent; k++) {
      const inside = (c: number): number => this.value(p.children[c].body, new Map([...at, [p.children[c].binds[0], k]]));
      const guard = inside(1);
      if (guard !== 0) {
        taken.push(Number.isNaN(guard) ? [NaN, NaN] : [inside(2), p.children.length > 3 ? inside(3) : 0]);
      }
    }
    return p.op === 'argmax' || p.op === 'argmin' ? best(p.op === 'argmax' ? 1 : -1, taken) : taken.reduce((a, [b]) => combine[p.op as keyof typeof combine](a, b), neutral[p.op]);
  }
}

/** Kleene's conjunction. */
const both = (a: number, b: number): number => (a === 0 || b === 0 ? 0 : Number.isNaN(a) || Number.isNaN(b) ? NaN : 1);

const neutral = { sum: 0, prod: 1, max: -Infinity, min: Infinity, any: 0, all: 1 } as const;
const combine = {
  sum: (a: number, b: number) => a + b,
  prod: (a: number, b: number) => a * b,
  max: strict(Math.max),
  min: strict(Math.min),
  any: (a: number, b: number) => 1 - both(1 - a, 1 - b),
  all: both
} as const;

/** The carry of the first best value; NaN over nothing. */
function best(sign: 1 | -1, taken: readonly (readonly [number, number])[]): number {
  if (taken.length === 0 || taken.some(([v]) => Number.isNaN(v))) {
    return NaN;
  }
  return taken.reduce((a, b) => (sign * b[0] > sign * a[0] || (b[0] === a[0] && b[1] < a[1]) ? b : a))[1];
}

/** What a condition says of one value. */
const holds: Readonly<Record<ConditionWord, (v: number) => boolean>> = {
  finite: v => v !== Infinity && v !== -Infinity,
  nonzero: v => v !== 0,
  positive: v => Number.isNaN(v) || v > 0,
  nonnegative: v => Number.isNaN(v) || v >= 0,
  'above-minus-infinity': v => v !== -Infinity,
  'below-infinity': v => v !== Infinity,
  defined: v => !Number.isNaN(v),
  inhabited: v => v >= 1,
  natural: v => v >= 0,
  number: v => Number.isFinite(v)
};

export const meets = (value: number, variable: string, when: readonly Condition[]): boolean =>
  when.every(c => {
    const [word, name] = c.split(' ');
    return name !== variable || word === 'apart' || holds[word as ConditionWord](value);
  });
