/** Runs a compiled left side against the classes of a clean graph. */
import type { Core } from './core';
import type { Index } from './index-tables';
import { Ints } from './ints';
import type { Instruction, Program } from './program';
import { isElement, type Permutation } from './symmetry';

/** How far a search may go. */
export type SearchLimit = { readonly matches: number };

/**
 * Matches of one left side, one after the other. A match is: the root, the next free local slot, the slots of the pattern,
 * then for each variable its class and the slots in the place of that class's parameters. Local slots 0, 1, … are the
 * parameters of the root.
 */
export type Matches = { readonly data: Ints; count: number };

type Bind = Extract<Instruction, { kind: 'bind' }>;
type Rename = Extract<Instruction, { kind: 'rename' }>;

const NO_CLASSES = new Int32Array(0);

const NO_SYMMETRY: readonly (Permutation | null)[] = [null];

/** Arrays that machines use one after the other. */
export class Scratch {
  /** Slots in the place of the parameters of the classes in registers. */
  readonly stack = new Ints(256);
  /** The slots that have been assigned, in this order. */
  readonly trail = new Ints();
}

/** A left side for one graph; `heads` are the graph's numbers for those in the rule's list. */
export type Search = { readonly program: Program; readonly heads: Int32Array };

/** Whether every operator of a left side is somewhere in the graph: of most rules this tells at once that they have nothing to do. */
export const hasAllHeads = ({ classesOf }: Index, { program, heads }: Search): boolean =>
  program.instructions.every(i => (i.kind !== 'bind' && i.kind !== 'leaf') || (classesOf[heads[i.head]]?.length ?? 0) > 0);

export class Machine<D> {
  private readonly registerClass: Int32Array;
  private readonly registerArgs: Int32Array;
  private readonly slotNames: Int32Array;
  private readonly program: Program;
  private readonly heads: Int32Array;
  private readonly stack: Ints;
  private readonly trail: Ints;
  private nextName = 0;
  private left = 0;
  private readonly leaves: readonly number[];

  constructor(private readonly core: Core<D>, private readonly index: Index, { program, heads }: Search, private readonly out: Matches, { stack, trail }: Scratch, private readonly skipsRedundant: boolean) {
    this.program = program;
    this.heads = heads;
    this.stack = stack;
    this.trail = trail;
    trail.length = 0;
    this.registerClass = new Int32Array(program.registers);
    this.registerArgs = new Int32Array(program.registers);
    this.slotNames = new Int32Array(program.slots.length).fill(-1);
    this.leaves = program.instructions.map(instruction => (instruction.kind === 'leaf' ? this.leafClass(instruction.head) : -1));
  }

  /** Searches all classes; stops after `limit` matches. */
  search({ matches }: SearchLimit): void {
    this.left = matches;
    for (const root of this.candidates()) {
      const arity = this.core.classes.arity.data[root];
      this.registerClass[0] = root;
      this.registerArgs[0] = 0;
      this.stack.length = 0;
      for (let p = 0; p < arity; p++) {
        this.stack.push(p);
      }
      this.nextName = arity;
      if (!this.run(0)) {
        return;
      }
    }
  }

  private candidates(): Int32Array {
    const first = this.program.instructions.find(instruction => instruction.register === 0);
    switch (first?.kind) {
      case 'bind':
        return this.index.classesOf[this.heads[first.head]] ?? NO_CLASSES;
      case 'leaf':
        return Int32Array.from([this.leafClass(first.head)].filter(id => id >= 0));
      default:
        return this.index.roots;
    }
  }

  /** The class of a node without slots and children; -1: there is none. */
  private leafClass(head: number): number {
    return this.index.classesOf[this.heads[head]]?.[0] ?? -1;
  }

  /** Goes on from an instruction; false when the limit is reached. */
  private run(at: number): boolean {
    const { instructions } = this.program;
    for (let i = at; i < instructions.length; i++) {
      const instruction = instructions[i];
      switch (instruction.kind) {
        case 'bind':
          return this.bind(instruction, i);
        case 'rename':
          return this.rename(instruction, i);
        case 'compare':
          if (!this.areEqual(instruction.register, instruction.other)) {
            return true;
          }
          break;
        case 'leaf':
          if (this.registerClass[instruction.register] !== this.leaves[i]) {
            return true;
          }
          break;
        case 'forbid':
          if (this.mentions(instruction.register, this.slotNames[instruction.slot])) {
            return true;
          }
      }
    }
    this.emit();
    return --this.left > 0;
  }

  private bind(instruction: Bind, at: number): boolean {
    const { register, out, binds } = instruction;
    const head = this.heads[instruction.head];
    const { heads, closed, shapeAt } = this.index;
    const { registerClass } = this;
    const shapes = this.core.nodes.shapes.data;
    const id = registerClass[register];
    const children = binds.length;
    const end = this.index.start[id + 1];
    for (let i = this.firstWith(head, this.index.start[id], end); i < end && heads[i] === head; i++) {
      if (closed[i] === 1) {
        // Nothing has slots: the children are the rest of the shape.
        const shape = shapeAt[i] + 1;
        for (let c = 0; c < children; c++) {
          registerClass[out + c] = shapes[shape + c];
        }
        if (!this.run(at + 1)) {
          return false;
        }
      } else if (!this.bindVariants(instruction, i, at)) {
        return false;
      }
    }
    return true;
  }

  /** Tries a node under all symmetries of its class. */
  private bindVariants(instruction: Bind, i: number, at: number): boolean {
    const id = this.registerClass[instruction.register];
    const elements = instruction.register === 0 ? NO_SYMMETRY : this.core.symmetries[id]?.elements ?? NO_SYMMETRY;
    const [top, name, trail] = [this.stack.length, this.nextName, this.trail.length];
    for (const element of elements) {
      if (this.bindNode(instruction, i, element) && !this.run(at + 1)) {
        return false;
      }
      this.undo(trail);
      this.stack.length = top;
      this.nextName = name;
    }
    return true;
  }

  /** Forgets the slots that were assigned since the trail had the given length. */
  private undo(length: number): void {
    while (this.trail.length > length) {
      this.slotNames[this.trail.data[--this.trail.length]] = -1;
    }
  }

  private name(slot: number, name: number): void {
    this.slotNames[slot] = name;
    this.trail.push(slot);
  }

  /** The first of a class's nodes that has the head, or one after it. */
  private firstWith(head: number, start: number, end: number): number {
    const { heads } = this.index;
    let [low, high] = [start, end];
    while (high - low > 8) {
      const middle = (low + high) >> 1;
      if (heads[middle] < head) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    while (low < high && heads[low] < head) {
      low++;
    }
    return low;
  }

  /** Puts a node's slots and children in place; false where its slots do not fit. */
  private bindNode({ register, own, binds, out }: Bind, i: number, element: Permutation | null): boolean {
    const { nodes, classes } = this.core;
    const node = this.index.nodes[i];
    const free = nodes.free.data[node];
    if (this.skipsRedundant && free > classes.arity.data[this.registerClass[register]]) {
      return false;
    }
    const names = this.nameNumbers(register, node, free, element);
    let read = nodes.start.data[node] + 1;
    for (const slot of own) {
      if (!this.assign(slot, this.stack.data[names + nodes.shapes.data[read++]])) {
        return false;
      }
    }
    for (let c = 0; c < binds.length; c++) {
      const id = nodes.shapes.data[read++];
      const arity = classes.arity.data[id];
      this.registerClass[out + c] = id;
      this.registerArgs[out + c] = this.stack.length;
      for (let p = 0; p < arity; p++) {
        const number = nodes.shapes.data[read + p];
        this.stack.push(number < 0 ? number : this.stack.data[names + number]);
      }
      if (!this.openBinder(binds[c], this.registerArgs[out + c], arity)) {
        return false;
      }
      read += arity;
    }
    return true;
  }

  /** Pushes the local names of the numbers in a node's shape; those that the class does not depend on get new ones. */
  private nameNumbers(register: number, node: number, free: number, element: Permutation | null): number {
    const { nodes, classes } = this.core;
    const base = this.stack.length;
    this.stack.reserve(free);
    this.stack.length += free;
    const data = this.stack.data;
    data.fill(-1, base, base + free);
    const parameters = nodes.parametersAt.data[node];
    const args = this.registerArgs[register];
    const arity = classes.arity.data[this.registerClass[register]];
    for (let p = 0; p < arity; p++) {
      data[base + nodes.parameters.data[parameters + p]] = data[args + (element ? element[p] : p)];
    }
    for (let s = base; s < base + free; s++) {
      if (data[s] < 0) {
        data[s] = this.nextName++;
      }
    }
    return base;
  }

  /** Replaces the bound slots among the arguments of a child by the names of the pattern's slots. */
  private openBinder(binds: readonly number[], args: number, arity: number): boolean {
    for (let b = 0; b < binds.length; b++) {
      const known = this.slotNames[binds[b]];
      const name = known >= 0 ? known : this.nextName++;
      if (known < 0) {
        this.name(binds[b], name);
      }
      for (let p = args; p < args + arity; p++) {
        if (this.stack.data[p] === name) {
          // The body has a free slot of that name, which the binder would catch.
          return false;
        }
      }
      for (let p = args; p < args + arity; p++) {
        if (this.stack.data[p] === -(b + 1)) {
          this.stack.data[p] = name;
        }
      }
    }
    return true;
  }

  /** Different slots of a pattern are different slots. */
  private assign(slot: number, name: number): boolean {
    const known = this.slotNames[slot];
    if (known >= 0) {
      return known === name;
    }
    if (this.slotNames.includes(name)) {
      return false;
    }
    this.name(slot, name);
    return true;
  }

  private rename(instruction: Rename, at: number): boolean {
    const { register, of, from, to } = instruction;
    if (this.registerClass[register] !== this.registerClass[of]) {
      return true;
    }
    const known = this.slotNames[from];
    const target = this.slotNames[to];
    if (known >= 0) {
      return !this.isRenamed(register, of, known, target) || this.run(at + 1);
    }
    const args = this.registerArgs[of];
    const arity = this.core.classes.arity.data[this.registerClass[of]];
    const name = this.nextName;
    for (let p = 0; p <= arity; p++) {
      const candidate = p < arity ? this.stack.data[args + p] : this.nextName++;
      if (candidate !== target && !this.slotNames.includes(candidate) && this.isRenamed(register, of, candidate, target)) {
        this.slotNames[from] = candidate;
        if (!this.run(at + 1)) {
          return false;
        }
        this.slotNames[from] = -1;
      }
    }
    this.nextName = name;
    return true;
  }

  /** Whether one register is the other with the slot `to` in the place of `from`. */
  private isRenamed(register: number, of: number, from: number, to: number): boolean {
    const before = this.argsOf(of);
    if (from !== to && before.includes(from) && before.includes(to)) {
      return false;
    }
    return this.isSymmetric(this.registerClass[of], before.map(name => (name === from ? to : name)), this.argsOf(register));
  }

  private areEqual(a: number, b: number): boolean {
    const id = this.registerClass[a];
    if (id !== this.registerClass[b]) {
      return false;
    }
    const arity = this.core.classes.arity.data[id];
    const [first, second] = [this.registerArgs[a], this.registerArgs[b]];
    for (let p = 0; p < arity; p++) {
      if (this.stack.data[first + p] !== this.stack.data[second + p]) {
        return this.core.symmetries[id] !== null && this.isSymmetric(id, this.argsOf(a), this.argsOf(b));
      }
    }
    return true;
  }

  private isSymmetric(id: number, a: readonly number[], b: readonly number[]): boolean {
    return b.every(name => a.includes(name)) && isElement(this.core.symmetries[id], b.map(name => a.indexOf(name)));
  }

  private argsOf(register: number): readonly number[] {
    const start = this.registerArgs[register];
    return Array.from(this.stack.data.subarray(start, start + this.core.classes.arity.data[this.registerClass[register]]));
  }

  private mentions(register: number, name: number): boolean {
    const start = this.registerArgs[register];
    const end = start + this.core.classes.arity.data[this.registerClass[register]];
    for (let p = start; p < end; p++) {
      if (this.stack.data[p] === name) {
        return true;
      }
    }
    return false;
  }

  private emit(): void {
    const { data } = this.out;
    data.push(this.registerClass[0]);
    data.push(this.nextName);
    for (let s = 0; s < this.slotNames.length; s++) {
      data.push(this.slotNames[s]);
    }
    for (const register of this.program.variableRegisters) {
      const id = this.registerClass[register];
      data.push(id);
      data.append(this.stack.data, this.registerArgs[register], this.core.classes.arity.data[id]);
    }
    this.out.count++;
  }
}
