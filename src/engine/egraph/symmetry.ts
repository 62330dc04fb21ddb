/** Groups of permutations: the ways in which the parameters of a class may be exchanged. */

/** `p` sends the arguments `a` to `a[p[0]], a[p[1]], …` */
export type Permutation = readonly number[];

/** All elements of a group, the identity among them. A trivial group is `null` where a class has one. */
export type Symmetry = { readonly elements: readonly Permutation[]; readonly keys: ReadonlySet<string> };

/** Larger groups are not kept: their symmetries are then not known, which loses equalities and invents none. */
export const LARGEST_GROUP = 720;

/** First p, then q. */
const compose = (p: Permutation, q: Permutation): Permutation => q.map(i => p[i]);

const isIdentity = (p: Permutation): boolean => p.every((to, from) => to === from);

/** Whether the permutation is among the group's. */
export const isElement = (group: Symmetry | null, p: Permutation): boolean => isIdentity(p) || (group !== null && group.keys.has(p.join()));

/** The group that a group and more permutations generate; the group itself where they add nothing, or too much. */
export function generate(group: Symmetry | null, more: readonly Permutation[]): Symmetry | null {
  const added = more.filter(p => !isElement(group, p));
  if (added.length === 0) {
    return group;
  }
  const generators = [...(group?.elements ?? []), ...added];
  const elements: Permutation[] = [added[0].map((_, i) => i)];
  const keys = new Set([elements[0].join()]);
  for (let at = 0; at < elements.length; at++) {
    for (const generator of generators) {
      const product = compose(elements[at], generator);
      const key = product.join();
      if (!keys.has(key)) {
        if (elements.length === LARGEST_GROUP) {
          return group;
        }
        keys.add(key);
        elements.push(product);
      }
    }
  }
  return { elements, keys };
}

/** The given positions and all that the group moves them to, in ascending order. */
export function orbit(group: Symmetry | null, positions: readonly number[]): readonly number[] {
  const all = new Set(positions);
  group?.elements.forEach(p => positions.forEach(i => all.add(p[i])));
  return [...all].sort((a, b) => a - b);
}

/** The group after a change of positions: new position q is old position `from[q]`. The old positions left out must be closed under the group. */
export function transport(group: Symmetry | null, from: readonly number[]): Symmetry | null {
  if (group === null) {
    return null;
  }
  const to = new Map(from.map((old, q) => [old, q]));
  return generate(null, group.elements.map(p => from.map(old => to.get(p[old]) as number)));
}
