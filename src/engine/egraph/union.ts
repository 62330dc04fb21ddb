/** Making two classes one: with the same slots, under a renaming, up to symmetries. */
import { STALE_SHAPE, type Core } from './core';
import { mergeFacts } from './facts';
import type { Place } from './place';
import { generate, isElement, orbit, transport } from './symmetry';

/** The same class by its root. */
export function found<D>({ classes }: Core<D>, { id, args }: Place): Place {
  const root = classes.root(id);
  return root === id ? { id, args } : { id: root, args: Array.from({ length: classes.arity.data[root] }, (_, q) => args[classes.links.data[classes.linkAt.data[id] + q]]) };
}

/** Whether two places are known to be equal. */
export function isEqual<D>(core: Core<D>, a: Place, b: Place): boolean {
  if (core.classes.root(a.id) !== core.classes.root(b.id)) {
    return false;
  }
  const [x, y] = [found(core, a), found(core, b)];
  return x.args.every(arg => y.args.includes(arg)) && isElement(core.symmetries[x.id], y.args.map(arg => x.args.indexOf(arg)));
}

/**
 * Whether two classes in places are plainly the same, without a look at symmetries: the second one's slots begin at `at`, those of the first
 * are 0, 1, …
 */
export function isSame<D>({ classes }: Core<D>, a: number, b: number, args: Int32Array, at: number): boolean {
  const root = classes.root(a);
  if (root !== classes.root(b)) {
    return false;
  }
  const { arity, links, linkAt } = classes;
  const [ofA, ofB] = [root === a ? -1 : linkAt.data[a], root === b ? -1 : linkAt.data[b]];
  for (let q = 0; q < arity.data[root]; q++) {
    if ((ofA < 0 ? q : links.data[ofA + q]) !== args[at + (ofB < 0 ? q : links.data[ofB + q])]) {
      return false;
    }
  }
  return true;
}

/** Makes two classes equal that have no slots, nor had any: whether that is news. */
export function unionClosed<D>(core: Core<D>, a: number, b: number): boolean {
  const [x, y] = [core.classes.root(a), core.classes.root(b)];
  if (x === y) {
    return false;
  }
  core.unionCount++;
  return merge(core, { id: x, args: [] }, { id: y, args: [] });
}

/** Makes two places equal. Answers whether that is news. */
export function union<D>(core: Core<D>, a: Place, b: Place): boolean {
  let [x, y] = [found(core, a), found(core, b)];
  let news = false;
  while (dropSlots(core, x, y.args) || dropSlots(core, y, x.args)) {
    [x, y] = [found(core, x), found(core, y)];
    news = true;
  }
  news = (x.id === y.id ? addSymmetry(core, x, y) : merge(core, x, y)) || news;
  core.unionCount += news ? 1 : 0;
  return news;
}

/** A class that equals one without some of its slots depends on none of these, nor on what its symmetries exchange with them. */
function dropSlots<D>(core: Core<D>, { id, args }: Place, kept: readonly number[]): boolean {
  const dropped = args.flatMap((arg, p) => (kept.includes(arg) ? [] : [p]));
  if (dropped.length === 0) {
    return false;
  }
  shrink(core, id, orbit(core.symmetries[id], dropped));
  return true;
}

/** Links a root to a new class without the given parameters. */
export function shrink<D>(core: Core<D>, id: number, dropped: readonly number[]): void {
  const kept = Array.from({ length: core.classes.arity.data[id] }, (_, p) => p).filter(p => !dropped.includes(p));
  const smaller = core.addClass(kept.length, core.data[id]);
  core.classCount--;
  core.symmetries[smaller] = transport(core.symmetries[id], kept);
  core.log?.adopt(smaller, id, kept);
  core.classes.link(id, smaller, kept);
  core.moveUsers(id, smaller);
  core.touch(smaller, STALE_SHAPE);
  core.clean = false;
}

function addSymmetry<D>(core: Core<D>, { id, args }: Place, other: Place): boolean {
  const group = generate(core.symmetries[id], [other.args.map(arg => args.indexOf(arg))]);
  if (group === core.symmetries[id]) {
    return false;
  }
  core.symmetries[id] = group;
  core.touch(id, STALE_SHAPE);
  core.clean = false;
  return true;
}

function merge<D>(core: Core<D>, x: Place, y: Place): boolean {
  const [keep, drop] = core.userCount.data[x.id] >= core.userCount.data[y.id] ? [x, y] : [y, x];
  const parameters = keep.args.map(arg => drop.args.indexOf(arg));
  const [own, other] = [core.symmetries[keep.id], transport(core.symmetries[drop.id], parameters)];
  const group = other === null ? own : generate(own, other.elements);
  mergeFacts(core, keep.id, drop.id);
  core.touch(drop.id, STALE_SHAPE);
  if (group !== own) {
    core.symmetries[keep.id] = group;
    core.touch(keep.id, STALE_SHAPE);
  }
  core.log?.preferred(keep.id, drop.id, parameters);
  core.classes.link(drop.id, keep.id, parameters);
  core.moveUsers(drop.id, keep.id);
  core.classCount--;
  core.clean = false;
  return true;
}
