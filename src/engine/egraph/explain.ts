/** Explanations: the steps from one term to another, each an equation of the log applied at one position. */
import type { Core } from './core';
import { CanonicalForms, freeSlots } from './expr';
import { CONGRUENCE, type ProofLog } from './proof-log';
import { childrenOf, PathFinder, type Hop } from './proof-path';
import type { SlotNames, Stored } from './store';
import type { Expr, Slot } from './types';

/** One step of an explanation: at `path` (child after child) a rule was applied, from left to right or back. */
export type Step = { readonly rule: string; readonly direction: 'forward' | 'backward'; readonly path: readonly number[]; readonly before: Expr; readonly after: Expr };

/** The steps from one stored term to another that is equal to it. */
export function explain<D>(core: Core<D>, log: ProofLog, names: SlotNames, from: Stored, to: Stored): readonly Step[] {
  return tidy(withoutDetours(new Explainer(core, log, names).steps(from, to)));
}

class Explainer<D> {
  private readonly taken: number[] = [];
  private readonly found: Step[] = [];
  private whole: Expr;
  private readonly paths: PathFinder;

  constructor(private readonly core: Core<D>, private readonly log: ProofLog, private readonly names: SlotNames) {
    this.whole = { op: '', slots: [], children: [] };
    this.paths = new PathFinder(log, core.heads);
  }

  steps(from: Stored, to: Stored): readonly Step[] {
    this.whole = this.term(from);
    this.chain(from, to, this.log.left.length, []);
    return this.found;
  }

  /** Turns the term at `path`, which is `from`, into `to`, with the equations before the given one. */
  private chain(from: Stored, to: Stored, before: number, path: readonly number[]): void {
    const hops = this.paths.path(from, to, before, () => this.fresh());
    if (hops === null) {
      throw new Error('e-graph: an equality without a proof');
    }
    for (const hop of hops) {
      if (this.log.reason.data[hop.equation] === CONGRUENCE) {
        this.children(hop, path);
      } else {
        this.step(hop, path);
      }
    }
  }

  private step({ equation, direction, to }: Hop, path: readonly number[]): void {
    const before = this.whole;
    this.whole = replaceAt(before, path, this.term(to));
    this.found.push({ rule: this.log.reasons[this.log.reason.data[equation]], direction, path, before, after: this.whole });
  }

  /** Two terms with the same operator and slots: child after child. */
  private children({ equation, from, to }: Hop, path: readonly number[]): void {
    const binds = termAt(this.whole, path).children.map(child => child.binds.map(slot => this.names.number(slot)));
    const [sources, targets] = [this.childrenOf(from, binds), this.childrenOf(to, binds)];
    sources.forEach((source, c) => this.chain(source, targets[c], equation, [...path, c]));
  }

  private childrenOf(stored: Stored, binds: readonly (readonly number[])[]): readonly Stored[] {
    return childrenOf(this.log, this.core.heads, stored, (child, b) => binds[child][b]);
  }

  /** A stored term written out, with bound slots that are used nowhere else. */
  private term(stored: Stored): Expr {
    const done = new Map<string, Expr>();
    const { terms } = this.log;
    const visit = (at: Stored): Expr => {
      const key = `${at.id} ${at.args.join()}`;
      const known = done.get(key);
      if (known) {
        return known;
      }
      const start = terms.start.data[at.id];
      const head = terms.shapes.data[start];
      const binds = this.core.heads.binds(head).map(count => Array.from({ length: count }, () => this.fresh()));
      const children = this.childrenOf(at, binds);
      const slots = Array.from(terms.shapes.data.subarray(start + 1, start + 1 + this.core.heads.slots(head)), number => this.names.name(at.args[number]));
      const made = { op: this.core.heads.op(head), slots, children: children.map((child, c) => ({ binds: binds[c].map(slot => this.names.name(slot)), body: visit(child) })) };
      done.set(key, made);
      return made;
    };
    return visit(stored);
  }

  private fresh(): number {
    let name: Slot;
    do {
      name = `$any${this.taken.length}`;
      this.taken.push(0);
    } while (this.names.has(name));
    return this.names.number(name);
  }
}

/** The subterm at a path. */
export const termAt = (term: Expr, path: readonly number[]): Expr => path.reduce((t, c) => t.children[c].body, term);

/** The term with another subterm at a path; slots that are bound above it are caught. */
export function replaceAt(term: Expr, path: readonly number[], by: Expr): Expr {
  if (path.length === 0) {
    return by;
  }
  const [first, ...rest] = path;
  return { ...term, children: term.children.map((child, c) => (c === first ? { ...child, body: replaceAt(child.body, rest, by) } : child)) };
}

/** Leaves out what lies between two occurrences of the same term. */
function withoutDetours(steps: readonly Step[]): readonly Step[] {
  const forms = new CanonicalForms();
  const last = new Map<number, number>();
  steps.forEach((step, i) => last.set(forms.of(step.after), i));
  const kept: Step[] = [];
  for (let i = 0; i < steps.length; ) {
    // Go on after the last step that leads back to where this one starts.
    const again = last.get(forms.of(steps[i].before)) ?? -1;
    if (again >= i) {
      i = again + 1;
    } else {
      kept.push(steps[i]);
      i++;
    }
  }
  return kept;
}

/** Bound slots get short names. */
function tidy(steps: readonly Step[]): readonly Step[] {
  const done = new Map<Expr, Map<string, Expr>>();
  const visit = (term: Expr, names: ReadonlyMap<Slot, Slot>): Expr => {
    const free = [...freeSlots(term)];
    const key = free.map(slot => names.get(slot) ?? slot).join(' ');
    const known = done.get(term)?.get(key);
    if (known) {
      return known;
    }
    const name = (slot: Slot) => names.get(slot) ?? slot;
    const taken = new Set(free.map(name));
    const children = term.children.map(({ binds, body }) => {
      const inner = new Map(names);
      const used = new Set(taken);
      binds.forEach(slot => {
        let n = 0;
        while (used.has(`$${n}`)) {
          n++;
        }
        used.add(`$${n}`);
        inner.set(slot, `$${n}`);
      });
      return { binds: binds.map(slot => inner.get(slot) as Slot), body: visit(body, inner) };
    });
    const made = { op: term.op, slots: term.slots.map(name), children };
    done.set(term, (done.get(term) ?? new Map<string, Expr>()).set(key, made));
    return made;
  };
  return steps.map(step => ({ ...step, before: visit(step.before, new Map()), after: visit(step.after, new Map()) }));
}
