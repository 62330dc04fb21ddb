/** Filling templates with matches. */
import type { Core } from './core';
import { Ints } from './ints';
import type { MatchReader } from './matched';
import { find, slotCount, store, storedFor, type Stored } from './store';
import type { Template, TemplateChild } from './template';
import { found } from './union';

/**
 * What a builder does with nodes: `store` adds those that are missing, as terms where explanations are kept; `find` works with
 * classes, and gives up where a node is missing.
 */
export type BuildMode = 'store' | 'find';

/** Fills templates without substitutions, in the local slots of the match. */
export class Builder<D> {
  readonly out = new Ints();
  private readonly raw = new Ints(16);
  /** Where the children of the nodes under way begin in `out`. */
  private readonly built = new Ints(16);
  /** In a graph with explanations, the terms that stand for the variables of the current match. */
  private standIns = new Map<number, Stored>();
  private nextSlot = 0;

  /** Whether what is built are terms. */
  private readonly terms: boolean;

  constructor(private readonly core: Core<D>, private readonly heads: Int32Array, private readonly match: MatchReader<D>, private readonly mode: BuildMode) {
    this.terms = core.log !== null && mode === 'store';
  }

  /** Begins with a match; `unused` is the first slot that neither the match nor its templates use. */
  begin(unused: number): void {
    this.out.length = 0;
    this.built.length = 0;
    if (this.terms) {
      this.standIns = new Map();
    }
    this.nextSlot = unused;
  }

  /** Where in `out` the result begins; -1 where a renaming would make two slots one, or a node is missing. */
  build(template: Template): number {
    switch (template.kind) {
      case 'variable':
        return this.variable(template.variable);
      case 'rename':
        return this.rename(this.variable(template.variable), this.match.slot(template.from), this.match.slot(template.to));
      case 'substitute':
        return -1;
      case 'node':
        return this.node(template.head, template.own, template.children);
    }
  }

  /** Whether the result at `at` has no slots. */
  isClosed(at: number): boolean {
    return this.count(this.out.data[at]) === 0;
  }

  /** The result at `at`. */
  result(at: number): Stored {
    const id = this.out.data[at];
    return { id, args: Array.from(this.out.data.subarray(at + 1, at + 1 + this.count(id))) };
  }

  private count(id: number): number {
    return this.terms ? slotCount(this.core, id) : this.core.classes.arity.data[id];
  }

  private variable(variable: number): number {
    const { core, match, out } = this;
    const at = out.length;
    if (!this.terms) {
      const from = match.variableAt(variable);
      out.append(match.data, from, 1 + core.classes.arity.data[match.data[from]]);
      return at;
    }
    let stored = this.standIns.get(variable);
    if (stored === undefined) {
      stored = storedFor(core, found(core, match.variable(variable)), () => this.nextSlot++);
      this.standIns.set(variable, stored);
    }
    out.push(stored.id);
    stored.args.forEach(arg => out.push(arg));
    return at;
  }

  private rename(at: number, from: number, to: number): number {
    const { out } = this;
    const args = out.data.subarray(at + 1, out.length);
    const place = args.indexOf(from);
    if (place < 0 || from === to) {
      return at;
    }
    if (args.includes(to)) {
      return -1;
    }
    args[place] = to;
    return at;
  }

  private node(head: number, own: readonly number[], children: readonly TemplateChild[]): number {
    const { core, match, raw, out, built } = this;
    const first = built.length;
    for (let c = 0; c < children.length; c++) {
      const at = this.build(children[c].body);
      if (at < 0) {
        return -1;
      }
      built.push(at);
    }
    raw.length = 0;
    raw.push(this.heads[head]);
    for (let i = 0; i < own.length; i++) {
      raw.push(match.slot(own[i]));
    }
    for (let c = 0; c < children.length; c++) {
      const from = built.data[first + c];
      const count = this.count(out.data[from]);
      raw.push(out.data[from]);
      if (count > 0) {
        this.close(children[c].binds, raw.append(out.data, from + 1, count), count);
      }
    }
    built.length = first;
    return this.mode === 'store' ? store(core, raw.data, out) : find(core, raw.data, out);
  }

  /** Marks those of a child's slots that are bound in it. */
  private close(binds: readonly number[], start: number, count: number): void {
    const { data } = this.raw;
    for (let b = 0; b < binds.length; b++) {
      const name = this.match.slot(binds[b]);
      for (let i = start; i < start + count; i++) {
        if (data[i] === name) {
          data[i] = -(b + 1);
        }
      }
    }
  }
}
