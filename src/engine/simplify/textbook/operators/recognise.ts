/**
 * How operators are searched for: definitions in the language alone, so that one match is enough, whatever else they are defined by.
 * A matcher wants each function to stand somewhere as it is, not only with its slot renamed; that place becomes its home.
 */
import type { PatternTree } from '../../../egraph/pattern-text';
import { expandedDefinition } from './expand';
import type { Operator } from './operator';

/** The definition and the node, equal for all values of the variables. */
export function recognition(operator: Pick<Operator, 'definition' | 'node' | 'parameters'>): { readonly left: PatternTree; readonly right: PatternTree } {
  return operator.parameters.reduce<{ left: PatternTree; right: PatternTree }>(
    ({ left, right }, { name, slot }) => {
      const variable = `?${name}`;
      if (slot === null || standsPlainly(variable, left)) {
        return { left, right };
      }
      const bound = boundSlots(left);
      const targets = renamesOf(variable, left);
      const home = targets.find(t => !bound.has(t)) ?? targets[0];
      return { left: rehome(left, variable, home), right: moveBinder(right, variable, home, bound.has(home)) };
    },
    { left: expandedDefinition(operator), right: operator.node }
  );
}

const standsPlainly = (variable: string, p: PatternTree): boolean => (p.kind === 'node' ? p.children.some(c => standsPlainly(variable, c.body)) : p.kind === 'variable' && p.name === variable);

/** The slots that a variable is renamed to, in order. */
const renamesOf = (variable: string, p: PatternTree): string[] =>
  p.kind === 'node' ? p.children.flatMap(c => renamesOf(variable, c.body)) : p.kind === 'rename' && p.of === variable ? [p.to] : [];

const boundSlots = (p: PatternTree): ReadonlySet<string> => (p.kind === 'node' ? new Set(p.children.flatMap(c => [...c.binds, ...boundSlots(c.body)])) : new Set());

/** The variable as a function of the slot that is its home. */
function rehome(p: PatternTree, variable: string, home: string): PatternTree {
  if (p.kind === 'node') {
    return { ...p, children: p.children.map(c => ({ ...c, body: rehome(c.body, variable, home) })) };
  }
  if (p.kind !== 'rename' || p.of !== variable) {
    return p;
  }
  return p.to === home ? { kind: 'variable', name: variable } : { ...p, from: home };
}

/** The variable's child of the node, under the binder that is now its home; or renamed from a home that no binder of the definition binds. */
function moveBinder(node: PatternTree, variable: string, home: string, isBound: boolean): PatternTree {
  if (node.kind !== 'node') {
    return node;
  }
  return {
    ...node,
    children: node.children.map(child => {
      if (child.body.kind !== 'variable' || child.body.name !== variable) {
        return child;
      }
      return isBound ? { ...child, binds: [home] } : { ...child, body: { kind: 'rename', of: variable, from: home, to: child.binds[0] } };
    })
  };
}
