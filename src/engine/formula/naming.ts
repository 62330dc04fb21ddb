/**
 * Names for what a long formula says more than once: `t2/(t2 + 1), where t1 = ..., t2 = ...`. A term is a graph; written out, what
 * is shared is written again at each use, and that doubles with each step of `x = x*x + x`.
 *
 * Subterms that are equal up to the indices in them are one definition, over parameters: `t1(i)/sum(j < n: t1(j)), where t1(j) = ...`.
 * Output indices that all uses share are no parameters. The choice depends on the term alone, so it is the same each time.
 */
import {
  apply,
  children,
  countsOf,
  fresh,
  freeVariables,
  isApply,
  isNumber,
  open,
  ownWrittenSize,
  openNamed,
  openRecur,
  some,
  substitution,
  writtenSize,
  type ApplyTerm,
  type NamedTerm,
  type OperationName,
  type Recurrence,
  type RecurTerm,
  type ReduceTerm,
  type Sort,
  type Term,
  type VariableTerm
} from '../term';
import type { Display } from './view';

/** Formulas that would have more operations than this, written out, get names. */
const LONGEST = 400;

/** The least operations that are worth a name. */
const SMALLEST = 8;

/** Sums and products of one kind beyond this number are not compared for common parts. */
const MOST_COMPARED = 200;

export type Definition = {
  readonly name: string;
  /** Indices and states over which it is a function; none: a plain name. */
  readonly parameters: readonly VariableTerm[];
  readonly value: Term;
};

export type Use = { readonly definition: Definition; readonly args: readonly VariableTerm[] };

type OpenedFold = ReturnType<typeof open>;
type OpenedName = ReturnType<typeof openNamed>;

/** A term with its indices replaced by parameters, and the indices in the parameters' order. */
type Form = { readonly key: Term; readonly indices: readonly VariableTerm[] };

/** What may stand between other summands, factors or operands of the same operation. */
const FLAT: ReadonlySet<OperationName> = new Set(['add', 'mul', 'max2', 'min2', 'and', 'or']);

/** Each binder is opened once, so that an index is one variable wherever it is seen. */
class Openings {
  private readonly folds = new Map<ReduceTerm, OpenedFold>();
  private readonly recurrences = new Map<RecurTerm, Recurrence>();
  private readonly names = new Map<NamedTerm, OpenedName>();
  /** Indices in order of depth: those of the output first, the innermost last. */
  readonly ranks = new Map<VariableTerm, number>();

  rank(v: VariableTerm): void {
    if (!this.ranks.has(v)) {
      this.ranks.set(v, this.ranks.size);
    }
  }

  fold(t: ReduceTerm): OpenedFold {
    let opened = this.folds.get(t);
    if (!opened) {
      opened = open(t);
      opened.binders.forEach(b => this.rank(b.variable));
      this.folds.set(t, opened);
    }
    return opened;
  }

  named(t: NamedTerm): OpenedName {
    let opened = this.names.get(t);
    if (!opened) {
      opened = openNamed(t);
      opened.binders.forEach(b => this.rank(b.variable));
      this.names.set(t, opened);
    }
    return opened;
  }

  recurrence(t: RecurTerm): Recurrence {
    let opened = this.recurrences.get(t);
    if (!opened) {
      opened = openRecur(t);
      [opened.index, ...opened.states].forEach(v => this.rank(v));
      this.recurrences.set(t, opened);
    }
    return opened;
  }
}

/** The names of one formula. */
export class Naming {
  readonly openings = new Openings();
  definitions: readonly Definition[] = [];
  private readonly forms = new Map<Term, Form>();
  private readonly substitutions = new Map<string, (t: Term) => Term>();
  private readonly parameters = new Map<string, VariableTerm>();
  /** By key: a part of a sum that is a sum elsewhere, over the key's parameters. */
  private readonly common = new Map<Term, Term>();
  private chosen: ReadonlySet<Term> = new Set();
  private readonly byKey = new Map<Term, Definition>();

  private readonly outputs: ReadonlySet<VariableTerm>;

  constructor(
    private readonly root: Term,
    display: Display
  ) {
    this.outputs = new Set(display.indices.keys());
    [...display.indices.keys()].forEach(v => this.openings.rank(v));
    this.findCommonParts();
    const { order, uses } = this.survey();
    this.choose(order, uses);
    this.define(order, display);
  }

  /** How the term is shown by a name; null where it has none. */
  use(t: Term): Use | null {
    if (this.byKey.size === 0 || t.kind !== 'apply' && t.kind !== 'reduce' && t.kind !== 'recur' && t.kind !== 'named') {
      return null;
    }
    const { key, indices } = this.form(t);
    const definition = this.byKey.get(key);
    return definition ? { definition, args: indices.slice(indices.length - definition.parameters.length) } : null;
  }

  /** The operands of a sum, product, ...; several of them that have a name together are one. */
  operands(t: ApplyTerm): readonly Term[] {
    const part = this.commonPart(t);
    return part ? [...(this.chosen.has(this.form(part).key) ? [part] : this.operands(part)), ...without(t.args, part.args)] : t.args;
  }

  /** The term over parameters in place of its indices: equal for terms that are equal up to renaming of these. */
  private form(t: Term): Form {
    let form = this.forms.get(t);
    if (!form) {
      const { ranks } = this.openings;
      const indices = [...freeVariables(t)].filter(v => ranks.has(v)).sort((a, b) => ranks.get(a)! - ranks.get(b)!);
      form = { key: this.replace(indices, this.parametersFor(indices))(t), indices };
      this.forms.set(t, form);
    }
    return form;
  }

  private parametersFor(indices: readonly VariableTerm[]): readonly VariableTerm[] {
    return indices.map((v, k) => this.parameter(v.sort, k));
  }

  private parameter(sort: Sort, position: number): VariableTerm {
    const name = `${sort}${position}`;
    let v = this.parameters.get(name);
    if (!v) {
      v = fresh('k', sort);
      this.parameters.set(name, v);
      this.openings.rank(v);
    }
    return v;
  }

  private replace(from: readonly VariableTerm[], to: readonly VariableTerm[]): (t: Term) => Term {
    const pairs = from.flatMap((v, k): [VariableTerm, VariableTerm][] => (v === to[k] ? [] : [[v, to[k]]]));
    const key = pairs.map(([v, w]) => `${v.id}:${w.id}`).join();
    let replace = this.substitutions.get(key);
    if (!replace) {
      replace = substitution(new Map<Term, Term>(pairs));
      this.substitutions.set(key, replace);
    }
    return replace;
  }

  /** What is written for a term: addresses are shown as coordinates and have no names. */
  private parts(t: Term): readonly Term[] {
    switch (t.kind) {
      case 'read':
        return [];
      case 'apply': {
        const part = this.commonPart(t);
        return part ? [part, ...without(t.args, part.args)] : t.args;
      }
      case 'reduce': {
        const { binders, guard, body, carry } = this.openings.fold(t);
        return [...binders.map(b => b.extent), guard, body, ...(carry ? [carry] : [])];
      }
      case 'recur': {
        const { initial, updates } = this.openings.recurrence(t);
        return [t.count, ...initial, ...updates];
      }
      case 'named': {
        const { binders, functions } = this.openings.named(t);
        return [...binders.map(b => b.extent), ...functions, ...t.args, ...t.at];
      }
      default:
        return children(t);
    }
  }

  /** What of a sum is a sum elsewhere, or of a product without its number. */
  private commonPart(t: ApplyTerm): ApplyTerm | null {
    if (!FLAT.has(t.op) || t.sort === 'Int') {
      return null;
    }
    const product = t.op === 'mul' && t.args.some(isNumber) ? apply('mul', t.args.filter(a => !isNumber(a))) : t;
    if (product !== t) {
      return isApply(product, 'mul') ? product : null;
    }
    const { key, indices } = this.form(t);
    const part = this.common.get(key);
    return part ? (this.replace(this.parametersFor(indices), indices)(part) as ApplyTerm) : null;
  }

  /** For each sum the largest other one whose summands are all among its own; likewise for what else is flat. */
  private findCommonParts(): void {
    const flat = new Map<string, ApplyTerm[]>();
    this.walk([this.root], t => {
      if (t.kind === 'apply' && FLAT.has(t.op) && t.sort !== 'Int') {
        flat.set(t.op, [...(flat.get(t.op) ?? []), t]);
      }
    });
    for (const list of flat.values()) {
      const bySize = [...list].sort((a, b) => b.args.length - a.args.length);
      for (const whole of bySize.length <= MOST_COMPARED ? bySize : []) {
        const part = bySize.find(p => p.args.length < whole.args.length && isAmong(p.args, whole.args));
        if (part) {
          const { key, indices } = this.form(whole);
          this.common.set(key, this.replace(indices, this.parametersFor(indices))(part));
        }
      }
    }
  }

  /** Visits one term of each form, after its parts. */
  private walk(roots: readonly Term[], leave: (t: Term, parts: readonly Term[]) => void): void {
    const seen = new Set<Term>();
    const visit = (t: Term): void => {
      const { key } = this.form(t);
      if (seen.has(key)) {
        return;
      }
      seen.add(key);
      const parts = this.parts(t);
      parts.forEach(visit);
      leave(t, parts);
    };
    roots.forEach(visit);
  }

  private survey(): { order: readonly Term[]; uses: ReadonlyMap<Term, number> } {
    const order: Term[] = [];
    const uses = new Map<Term, number>();
    this.walk([this.root], (t, parts) => {
      order.push(t);
      parts.forEach(p => {
        const { key } = this.form(p);
        uses.set(key, (uses.get(key) ?? 0) + 1);
      });
    });
    return { order, uses };
  }

  /** From the smallest to the largest: what is used twice and still large when its parts have their names. */
  private choose(order: readonly Term[], uses: ReadonlyMap<Term, number>): void {
    const chosen = new Set<Term>();
    const sizes = new Map<Term, number>();
    for (const t of order) {
      const { key } = this.form(t);
      const size = this.parts(t).reduce((s, p) => s + sizes.get(this.form(p).key)!, ownWrittenSize(t));
      const isNamed = (uses.get(key) ?? 0) > 1 && size >= SMALLEST && t !== this.root && isCompound(t);
      if (isNamed) {
        chosen.add(key);
      }
      sizes.set(key, isNamed ? 1 : size);
    }
    this.chosen = chosen;
  }

  /** Definitions of what is chosen and shown more than once, those first that others use. */
  private define(order: readonly Term[], display: Display): void {
    const byKey = new Map(order.map(t => [this.form(t).key, t] as const));
    for (;;) {
      const { values, counts } = this.uses(order);
      const kept = new Set([...this.chosen].filter(key => (counts.get(key) ?? 0) > 1));
      if (kept.size === this.chosen.size) {
        const names = freeNames(display, this.root);
        this.definitions = [...byKey.keys()]
          .filter(key => kept.has(key))
          .map(key => {
            const { value, parameters } = values.get(key)!;
            const definition = { name: names.next().value, parameters, value };
            this.byKey.set(key, definition);
            return definition;
          });
        return;
      }
      this.chosen = kept;
    }
  }

  /** What each chosen form is defined as, and how often it is shown: the formula itself is looked at first, then what it uses. */
  private uses(order: readonly Term[]): { values: Map<Term, { value: Term; parameters: readonly VariableTerm[] }>; counts: Map<Term, number> } {
    const shown = new Map<Term, Form[]>();
    const scan = (t: Term, isRoot: boolean): void => {
      const form = this.form(t);
      if (!isRoot && this.chosen.has(form.key)) {
        shown.set(form.key, [...(shown.get(form.key) ?? []), form]);
        return;
      }
      const parts = t.kind === 'apply' ? this.operands(t) : this.parts(t);
      parts.forEach(p => scan(p, false));
    };
    const values = new Map<Term, { value: Term; parameters: readonly VariableTerm[] }>();
    scan(this.root, true);
    for (const t of [...order].reverse()) {
      const { key } = this.form(t);
      const forms = shown.get(key);
      if (forms) {
        const { indices } = forms[0];
        // Only indices before all others are left as they are: that keeps the order of those that remain.
        const own = indices.findIndex((v, k) => !this.outputs.has(v) || forms.some(f => f.indices[k] !== v));
        const fixed = own < 0 ? indices.length : own;
        const parameters = this.parametersFor(indices);
        const value = this.replace(parameters.slice(0, fixed), indices.slice(0, fixed))(key);
        values.set(key, { value, parameters: parameters.slice(fixed) });
        scan(value, true);
      }
    }
    return { values, counts: new Map([...shown].map(([key, forms]) => [key, forms.length])) };
  }
}

/** Names for the shared parts of a formula that would be too long without; null where it is short, or nothing in it is shared. */
export function namingOf(root: Term, display: Display): Naming | null {
  if (writtenSize(root) <= LONGEST) {
    return null;
  }
  const naming = new Naming(root, display);
  return naming.definitions.length === 0 ? null : naming;
}

/** Conditions on indices alone are best read where they stand. */
const isCondition = (t: Term): boolean => t.sort === 'Bool' && !some(t, u => u.sort === 'Real');

const isCompound = (t: Term): boolean => (t.kind === 'apply' && t.op !== 'toreal' && !isCondition(t)) || t.kind === 'reduce' || t.kind === 'recur' || t.kind === 'named';

/** Whether all terms of a list are in another, as often. */
function isAmong(few: readonly Term[], many: readonly Term[]): boolean {
  const counts = countsOf(many);
  return !few.some(isNumber) && [...countsOf(few)].every(([t, n]) => (counts.get(t) ?? 0) >= n);
}

function without(many: readonly Term[], few: readonly Term[]): Term[] {
  const counts = countsOf(few);
  return many.filter(t => {
    const left = counts.get(t) ?? 0;
    counts.set(t, left - 1);
    return left <= 0;
  });
}

/** t1, t2, ... but for names of the kernel's own. */
function* freeNames(display: Display, root: Term): Generator<string, never> {
  const taken = new Set([...display.reserved, ...display.indices.values(), ...[...freeVariables(root)].map(v => v.name)]);
  for (let k = 1; ; k++) {
    if (!taken.has(`t${k}`)) {
      yield `t${k}`;
    }
  }
}
