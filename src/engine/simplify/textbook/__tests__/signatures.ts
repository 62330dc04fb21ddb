/** Sorts of operators and variables of the textbook patterns, and the bound slots that each variable may mention. */
import type { PatternTree } from '../../../egraph/pattern-text';
import type { Sort } from '../../../term';
import type { Condition } from '../equation';

export type Node = Extract<PatternTree, { kind: 'node' }>;
export type FoldOp = 'sum' | 'prod' | 'max' | 'min' | 'any' | 'all' | 'argmax' | 'argmin';

const FOLDS: readonly string[] = ['sum', 'prod', 'max', 'min', 'any', 'all', 'argmax', 'argmin'];
export const isFold = (p: PatternTree): p is Node & { readonly op: FoldOp } => p.kind === 'node' && FOLDS.includes(p.op) && p.children.length >= 3;
export const isExtremumIndex = (op: FoldOp): boolean => op === 'argmax' || op === 'argmin';

/** Sorts of the arguments where they are not Real. */
const ARGUMENTS: Readonly<Record<string, readonly Sort[]>> = {
  and: ['Bool', 'Bool'],
  or: ['Bool', 'Bool'],
  xor: ['Bool', 'Bool'],
  not: ['Bool'],
  select: ['Bool'],
  toreal: ['Int'],
  sum: ['Int', 'Bool'],
  prod: ['Int', 'Bool'],
  max: ['Int', 'Bool'],
  min: ['Int', 'Bool'],
  any: ['Int', 'Bool', 'Bool'],
  all: ['Int', 'Bool', 'Bool'],
  argmax: ['Int', 'Bool', 'Real', 'Int'],
  argmin: ['Int', 'Bool', 'Real', 'Int']
};
const BOOLEAN = ['and', 'or', 'xor', 'not', 'lt', 'le', 'eq', 'true', 'false', 'any', 'all'];

const argumentSort = (op: string, k: number): Sort => ARGUMENTS[op]?.[k] ?? 'Real';

export type Variable = {
  readonly name: string;
  readonly sort: Sort;
  /** The slots that its value may depend on, sorted. */
  readonly slots: readonly string[];
};
export type Variables = ReadonlyMap<string, Variable>;

/**
 * The variables of some patterns. One mentions the slots of the binders around all its occurrences, and free slots; this is what the
 * e-graph's matcher lets through, and where in doubt it is more, so that a proof covers it.
 */
export function variablesOf(patterns: readonly PatternTree[], when: readonly Condition[] = []): Variables {
  const sorts = new Map<string, Sort>();
  const slots = new Map<string, ReadonlySet<string>>();
  const bound = new Set<string>();
  const free = new Set<string>();
  const collect = (p: PatternTree): void => {
    if (p.kind === 'node') {
      p.slots.forEach(s => free.add(s));
      p.children.forEach(c => {
        c.binds.forEach(s => bound.add(s));
        collect(c.body);
      });
    } else if (p.kind === 'rename') {
      free.add(p.from).add(p.to);
    }
  };
  patterns.forEach(collect);
  bound.forEach(s => free.delete(s));

  const note = (name: string, sort: Sort, within: ReadonlySet<string>): void => {
    if (sort !== 'Real' || !sorts.has(name)) {
      sorts.set(name, sort);
    }
    const before = slots.get(name);
    slots.set(name, before ? new Set([...before].filter(s => within.has(s))) : within);
  };
  const visit = (p: PatternTree, sort: Sort, scope: ReadonlySet<string>): void => {
    switch (p.kind) {
      case 'variable':
        return note(p.name, sort, scope);
      case 'rename':
        return note(p.of, sort, new Set([...scope, p.from]));
      case 'substitute':
        visit(p.by, 'Int', scope);
        return note(p.into, sort, new Set([...scope, p.slot]));
      case 'node':
        p.children.forEach((c, k) => visit(c.body, sort === 'Bool' && p.op === 'select' ? 'Bool' : argumentSort(p.op, k), new Set([...scope, ...c.binds])));
    }
  };
  const sort = patterns.some(p => p.kind === 'node' && BOOLEAN.includes(p.op)) ? 'Bool' : patterns.some(p => isFold(p) && isExtremumIndex(p.op)) ? 'Int' : 'Real';
  patterns.forEach(p => visit(p, sort, free));
  const isApart = (name: string, slot: string): boolean => when.includes(`apart ${name} ${slot}` as Condition);
  return new Map([...slots].map(([name, within]) => [name, { name, sort: sorts.get(name) ?? 'Real', slots: [...within].filter(s => !isApart(name, s)).sort() }]));
}

/** Whether a pattern mentions a variable. */
export const mentions = (p: PatternTree, name: string): boolean => {
  switch (p.kind) {
    case 'variable':
      return p.name === name;
    case 'rename':
      return p.of === name;
    case 'substitute':
      return p.into === name || mentions(p.by, name);
    case 'node':
      return p.children.some(c => mentions(c.body, name));
  }
};

/** The folds that stand in no other fold. */
export function outermostFolds(p: PatternTree): (Node & { readonly op: FoldOp })[] {
  return isFold(p) ? [p] : p.kind === 'node' ? p.children.flatMap(c => outermostFolds(c.body)) : [];
}
