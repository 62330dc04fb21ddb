/** Whether a rule does nothing that another does not do: it is an instance of the other, under conditions no weaker. */
import type { PatternTree } from '../../../egraph/pattern-text';
import type { Equation } from '../equation';

type Bindings = Map<string, PatternTree>;

/** Matches one pattern against another; bound slots must pair up. */
function matches(general: PatternTree, special: PatternTree, slots: ReadonlyMap<string, string>, bound: Bindings): boolean {
  if (general.kind === 'variable') {
    const known = bound.get(general.name);
    if (!known) {
      bound.set(general.name, special);
      return true;
    }
    return JSON.stringify(known) === JSON.stringify(special);
  }
  if (general.kind !== special.kind) {
    return false;
  }
  if (general.kind === 'node' && special.kind === 'node') {
    return (
      general.op === special.op &&
      general.children.length === special.children.length &&
      general.children.every((c, k) => {
        const other = special.children[k];
        return c.binds.length === other.binds.length && matches(c.body, other.body, new Map([...slots, ...c.binds.map((s, i): [string, string] => [s, other.binds[i]])]), bound);
      })
    );
  }
  return JSON.stringify(general) === JSON.stringify(special);
}

/** The other rule's conditions on what its variables stand for, where these are variables; null where one is on a term. */
function conditionsOn(rule: Equation, bound: Bindings): readonly string[] | null {
  const found = rule.when.map(c => {
    const [word, name, ...more] = c.split(' ');
    const value = bound.get(name);
    return value?.kind === 'variable' ? [word, value.name, ...more].join(' ') : null;
  });
  return found.some(c => c === null) ? null : (found as string[]);
}

const sides = ({ left, right, direction }: Equation): (readonly [PatternTree, PatternTree])[] => (direction === 'both' ? [[left, right], [right, left]] : [[left, right]]);

/** Whether `other` makes `rule` superfluous. */
export function subsumes(other: Equation, rule: Equation): boolean {
  return sides(rule).every(([left, right]) =>
    sides(other).some(([l, r]) => {
      const bound: Bindings = new Map();
      if (!matches(l, left, new Map(), bound) || !matches(r, right, new Map(), bound)) {
        return false;
      }
      const needed = conditionsOn(other, bound);
      return needed !== null && needed.every(c => (rule.when as readonly string[]).includes(c));
    })
  );
}
