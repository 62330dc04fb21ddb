/** Definitions in the language alone: operators that a definition mentions are replaced by their own. */
import type { PatternTree } from '../../../egraph/pattern-text';
import { findOperator, type Operator } from './index';

type Node = Extract<PatternTree, { kind: 'node' }>;
/** What stands for a parameter: a pattern, as a function of a slot where it stood under a binder. */
type Argument = { readonly binds: readonly string[]; readonly body: PatternTree; readonly slot: string | null };

/**
 * The pattern with every operator replaced by its definition. Slots are those of the pattern, or new. `constants`: variables that depend
 * on no slot that is bound.
 */
export function expand(pattern: PatternTree, constants: ReadonlySet<string> = new Set()): PatternTree {
  let fresh = 0;

  const visit = (p: PatternTree): PatternTree => {
    if (p.kind !== 'node') {
      return p;
    }
    const node: Node = { ...p, children: p.children.map(c => ({ ...c, body: visit(c.body) })) };
    const operator = findOperator(p.op);
    return operator ? instance(operator, node) : node;
  };

  /** The definition at the node's parts, with binders of its own. */
  const instance = (operator: Operator, node: Node): PatternTree => {
    const parts = operator.parameters.filter(p => p.role !== 'index');
    const indices = operator.parameters.filter(p => p.role === 'index');
    const args = new Map(parts.map((p, k): [string, Argument] => [`?${p.name}`, { ...node.children[k], slot: p.slot }]));
    return visit(place(operator.definition, args, new Map(indices.map((p, k) => [`$${p.name}`, node.slots[k]]))));
  };

  /** `slots`: what the definition's slots are called here. */
  const place = (p: PatternTree, args: ReadonlyMap<string, Argument>, slots: ReadonlyMap<string, string>): PatternTree => {
    const here = (slot: string): string => slots.get(slot) ?? slot;
    /** The parameter at a slot; null: the one that it is given in. */
    const applied = (name: string, at: string | null): PatternTree => {
      const argument = args.get(name);
      if (!argument) {
        throw new Error(`${name} is no parameter`);
      }
      const slot = at ?? argument.slot;
      return slot === null ? argument.body : renamed(argument.body, argument.binds[0], here(slot), constants);
    };
    switch (p.kind) {
      case 'variable':
        return applied(p.name, null);
      case 'rename':
        return applied(p.of, p.to);
      case 'substitute':
        throw new Error('definitions substitute nothing');
      case 'node':
        return {
          ...p,
          slots: p.slots.map(here),
          children: p.children.map(c => {
            const binds = c.binds.map(() => `$${(fresh += 1)}`);
            return { binds, body: place(c.body, args, new Map([...slots, ...c.binds.map((s, k): [string, string] => [s, binds[k]])])) };
          })
        };
    }
  };

  return visit(pattern);
}

/** The definition of an operator in the language alone. */
export const expandedDefinition = ({ definition, parameters }: Pick<Operator, 'definition' | 'parameters'>): PatternTree =>
  expand(definition, new Set(parameters.filter(p => p.slot === null).map(p => `?${p.name}`)));

/** A pattern with one slot for another. A variable that was renamed before is so from the slot that it was given in. */
function renamed(p: PatternTree, from: string, to: string, constants: ReadonlySet<string>): PatternTree {
  if (from === to) {
    return p;
  }
  const slot = (s: string): string => (s === from ? to : s);
  switch (p.kind) {
    case 'variable':
      return constants.has(p.name) ? p : { kind: 'rename', of: p.name, from, to };
    case 'rename':
      return { ...p, to: slot(p.to) };
    case 'substitute':
      throw new Error('definitions substitute nothing');
    case 'node':
      return { ...p, slots: p.slots.map(slot), children: p.children.map(c => (c.binds.includes(from) ? c : { ...c, body: renamed(c.body, from, to, constants) })) };
  }
}
