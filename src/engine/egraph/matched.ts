/** A match as the machine wrote it, read by number. */
import type { Core } from './core';
import type { Matches } from './machine';
import type { Program } from './program';
import type { Place } from './place';

/** Steps through matches one after the other, without an object for each. */
export class MatchReader<D> {
  /** Where the current match begins; for each variable, where its class stands. */
  private at = 0;
  private end = 0;
  private readonly variables: Int32Array;
  private readonly slots: number;

  constructor(private readonly core: Core<D>, private readonly program: Program, private readonly matches: Matches) {
    this.variables = new Int32Array(program.variables.length);
    this.slots = program.slots.length;
  }

  /** Goes to the next match; false: there is none. */
  next(): boolean {
    if (this.end >= this.matches.data.length) {
      return false;
    }
    this.at = this.end;
    let read = this.at + 2 + this.slots;
    for (let v = 0; v < this.variables.length; v++) {
      this.variables[v] = read;
      read += 1 + this.core.classes.arity.data[this.data[read]];
    }
    this.end = read;
    return true;
  }

  get data(): Int32Array {
    return this.matches.data.data;
  }

  get root(): number {
    return this.data[this.at];
  }

  /** The local slot of a slot of the left side; the further numbers, of slots of the right side, are new ones. */
  slot(number: number): number {
    return number < this.slots ? this.data[this.at + 2 + number] : this.data[this.at + 1] + number - this.slots;
  }

  /** Local slots from this number on are not in use, if the right side has `more` slots of its own. */
  firstUnused(more: number): number {
    return this.data[this.at + 1] + more;
  }

  /** Where in `data` the class of a variable stands, its slots after it. */
  variableAt(variable: number): number {
    return this.variables[variable];
  }

  /** The class of a variable as it was when the match was found. */
  variable(variable: number): Place {
    const at = this.variables[variable];
    const id = this.data[at];
    return { id, args: Array.from(this.data.subarray(at + 1, at + 1 + this.core.classes.arity.data[id])) };
  }

  rootPlace(): Place {
    return { id: this.root, args: Array.from({ length: this.core.classes.arity.data[this.root] }, (_, p) => p) };
  }

  /** The number of a variable or a slot by its name. Throws for names that the left side does not have. */
  numberOf(kind: 'variables' | 'slots', name: string): number {
    const index = this.program[kind].indexOf(name);
    if (index < 0) {
      throw new Error(`${name} is not on the left side`);
    }
    return index;
  }
}
