/** The nodes of a clean graph, sorted by class and head, for matching and extraction. */
import type { Core } from './core';
import { refreshOwner } from './rebuild';

export type Index = {
  /** Live nodes, class after class, those of a class in the order of their heads and then of their age. */
  readonly nodes: Int32Array;
  /** Beside them: the head of each, where its shape begins, and whether neither it nor its children have slots. */
  readonly heads: Int32Array;
  readonly shapeAt: Int32Array;
  readonly closed: Uint8Array;
  /** For each class id, where its nodes begin; the next entry is where they end. */
  readonly start: Int32Array;
  /** For each head, the classes that have a node with it. */
  readonly classesOf: readonly Int32Array[];
  /** All roots. */
  readonly roots: Int32Array;
};

/** Sorts the nodes, whose shapes must be up to date; afterwards each owner is a root. */
export function buildIndex<D>(core: Core<D>): Index {
  const { nodes, classes, heads } = core;
  const live = nodes.liveCount;
  const byHead = new Int32Array(live);
  const headStart = new Int32Array(heads.size + 1);
  const start = new Int32Array(classes.size + 1);
  for (let node = 0; node < nodes.size; node++) {
    if (nodes.live.data[node] === 1) {
      headStart[nodes.shapes.data[nodes.start.data[node]] + 1]++;
      refreshOwner(core, node);
      start[nodes.owner.data[node] + 1]++;
    }
  }
  accumulate(headStart);
  accumulate(start);
  const at = headStart.slice();
  for (let node = 0; node < nodes.size; node++) {
    if (nodes.live.data[node] === 1) {
      byHead[at[nodes.shapes.data[nodes.start.data[node]]]++] = node;
    }
  }
  const sorted = new Int32Array(live);
  const next = start.slice();
  const classesOf: Int32Array[] = [];
  const seen = new Int32Array(classes.size).fill(-1);
  for (let head = 0; head < heads.size; head++) {
    const found = new Int32Array(headStart[head + 1] - headStart[head]);
    let count = 0;
    for (let i = headStart[head]; i < headStart[head + 1]; i++) {
      const node = byHead[i];
      const root = nodes.owner.data[node];
      sorted[next[root]++] = node;
      if (seen[root] !== head) {
        seen[root] = head;
        found[count++] = root;
      }
    }
    classesOf.push(found.subarray(0, count));
  }
  return { ...beside(core, sorted), nodes: sorted, start, classesOf, roots: rootsOf(start) };
}

function beside<D>({ nodes, heads: known }: Core<D>, sorted: Int32Array): Pick<Index, 'heads' | 'shapeAt' | 'closed'> {
  const [heads, shapeAt, closed] = [new Int32Array(sorted.length), new Int32Array(sorted.length), new Uint8Array(sorted.length)];
  for (let i = 0; i < sorted.length; i++) {
    const node = sorted[i];
    shapeAt[i] = nodes.start.data[node];
    heads[i] = nodes.shapes.data[shapeAt[i]];
    closed[i] = nodes.length.data[node] === 1 + known.binds(heads[i]).length ? 1 : 0;
  }
  return { heads, shapeAt, closed };
}

function rootsOf(start: Int32Array): Int32Array {
  const roots: number[] = [];
  for (let id = 0; id + 1 < start.length; id++) {
    if (start[id + 1] > start[id]) {
      roots.push(id);
    }
  }
  return Int32Array.from(roots);
}

function accumulate(counts: Int32Array): void {
  for (let i = 1; i < counts.length; i++) {
    counts[i] += counts[i - 1];
  }
}
