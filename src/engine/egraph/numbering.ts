/** Numbers for the free slots of a node, in the order in which they occur. */
import { Ints } from './ints';

/** A node with its slots numbered. */
export type Canonical = {
  /** The shape, as `NodeTable` stores it. */
  readonly shape: Ints;
  /** For each number in the shape, the slot that it stands for. */
  names: number[];
  /** Other ways to name the numbers that make the same node. */
  ties: number[][];
};

export const newCanonical = (): Canonical => ({ shape: new Ints(), names: [], ties: [] });

/** The number of a slot, a new one for a new slot; bound slots (negative) stay as they are. */
export function numberOf(names: number[], slot: number): number {
  if (slot < 0) {
    return slot;
  }
  for (let i = 0; i < names.length; i++) {
    if (names[i] === slot) {
      return i;
    }
  }
  return names.push(slot) - 1;
}

/** Empties a short array: quicker than setting its length. */
export function clear(names: number[]): void {
  while (names.length > 0) {
    names.pop();
  }
}
