/** Rules compiled for a graph, and their application to matches. */
import type { Place } from './place';
import { Builder } from './build';
import type { Core } from './core';
import { renameSlots, substituteSlot } from './expr';
import type { Extractor } from './extract';
import { HeadList } from './heads';
import type { Matches } from './machine';
import { MatchReader } from './matched';
import type { PatternTree } from './pattern-text';
import { compileLeft, type Program } from './program';
import { classOf, equate, storeExpr, type SlotNames } from './store';
import { compileTemplate, forbiddenSlots, hasSubstitution, type Template } from './template';
import type { ClassId, Expr, Match, Rewrite, Slot, SubstituteSlot } from './types';
import { found, isEqual, isSame, union, unionClosed } from './union';

/** What of a rule does not depend on a graph. */
type Compiled = {
  readonly heads: HeadList;
  readonly program: Program;
  /** The left side as a term to be built, for explanations. */
  readonly left: Template;
  /** The right side; null: a function makes it. */
  readonly right: Template | null;
  /** Whether the sides are built by way of terms. */
  readonly byTerms: boolean;
  /** How many slots only the right side has. */
  readonly moreSlots: number;
};

/** A rule for a graph; `heads` are the graph's numbers for those in the rule's list. */
export type CompiledRule<D> = Omit<Compiled, 'heads'> & { readonly rewrite: Rewrite<D>; readonly heads: Int32Array };

const compiled = new WeakMap<PatternTree, WeakMap<object, Compiled>>();

/** Stands for all right sides that are functions: what is compiled does not depend on them. */
const FUNCTION = {};

/** Compiles a rule. Throws a `SyntaxError` where it makes no sense. */
export function compileRule<D>({ heads }: Core<D>, rewrite: Rewrite<D>): CompiledRule<D> {
  const { left, right } = rewrite;
  const key = typeof right === 'function' ? FUNCTION : right;
  const known = compiled.get(left)?.get(key);
  const made = known ?? compile(left, typeof right === 'function' ? null : right);
  if (known === undefined) {
    compiled.set(left, (compiled.get(left) ?? new WeakMap<object, Compiled>()).set(key, made));
  }
  return { ...made, rewrite, heads: heads.internAll(made.heads) };
}

function compile(left: PatternTree, right: PatternTree | null): Compiled {
  const heads = new HeadList();
  const program = compileLeft(left, right === null ? [] : forbiddenSlots(left, right), heads);
  const slots = [...program.slots];
  const leftTemplate = compileTemplate(left, program.variables, slots, heads);
  const rightTemplate = right === null ? null : compileTemplate(right, program.variables, slots, heads);
  return { heads, program, left: leftTemplate, right: rightTemplate, byTerms: rightTemplate === null || hasSubstitution(rightTemplate), moreSlots: slots.length - program.slots.length };
}

/** What rules need of the graph that they are applied to. */
export type Workspace<D> = {
  readonly core: Core<D>;
  readonly names: SlotNames;
  readonly substitute: SubstituteSlot;
  /** The smallest terms, as of the last rebuild. */
  readonly smallest: () => Extractor<D>;
};

/** Local slots as names. */
const localName = (slot: number): Slot => `%${slot}`;

/** Applies one rule to its matches. */
export class Applier<D> {
  private readonly reader: MatchReader<D>;
  private readonly builder: Builder<D>;
  /** Null where known right sides are not looked for. */
  private readonly finder: Builder<D> | null;
  private readonly view: MatchView<D> | null;

  constructor(private readonly space: Workspace<D>, private readonly rule: CompiledRule<D>, matches: Matches) {
    this.reader = new MatchReader(space.core, rule.program, matches);
    this.builder = new Builder(space.core, rule.heads, this.reader, 'store');
    const { when, right } = rule.rewrite;
    // Most matches were found before: that is cheaper to see than to check a condition, or to write both sides down.
    this.finder = !rule.byTerms && (when || space.core.log !== null) ? new Builder(space.core, rule.heads, this.reader, 'find') : null;
    this.view = when || typeof right === 'function' ? new MatchView(space, this.reader) : null;
  }

  /** Goes to the next match; false: that was all. */
  next(): boolean {
    return this.reader.next();
  }

  /** Applies the rule to the current match: whether that is news. */
  apply(): boolean {
    const { rewrite, byTerms } = this.rule;
    if (this.finder && this.isKnown(this.finder)) {
      return false;
    }
    if (rewrite.when && this.view && rewrite.when(this.view) !== 'yes') {
      return false;
    }
    return byTerms ? this.applyTerms() : this.applyTemplates();
  }

  /** Whether the right side is there, and equal to the match. */
  private isKnown(finder: Builder<D>): boolean {
    const { core } = this.space;
    const { rule, reader } = this;
    finder.begin(reader.firstUnused(rule.moreSlots));
    const at = finder.build(rule.right as Template);
    if (at < 0) {
      return false;
    }
    return isSame(core, reader.root, finder.out.data[at], finder.out.data, at + 1) || isEqual(core, reader.rootPlace(), finder.result(at));
  }

  private applyTemplates(): boolean {
    const { core } = this.space;
    const { rule, builder, reader } = this;
    builder.begin(reader.firstUnused(rule.moreSlots));
    const at = builder.build(rule.right as Template);
    if (at < 0) {
      return this.applyTerms();
    }
    const { out } = builder;
    if (core.log === null) {
      if (isSame(core, reader.root, out.data[at], out.data, at + 1)) {
        return false;
      }
      const isClosed = builder.isClosed(at) && core.classes.arity.data[reader.root] === 0;
      return isClosed ? unionClosed(core, reader.root, out.data[at]) : union(core, reader.rootPlace(), builder.result(at));
    }
    const right = builder.result(at);
    return equate(core, builder.result(builder.build(rule.left)), right, rule.rewrite.name);
  }

  /** By way of terms: the smallest ones of the variables' classes. */
  private applyTerms(): boolean {
    const { core, names } = this.space;
    const right = this.rightTerm();
    if (right === null) {
      return false;
    }
    const stored = storeExpr(core, names, right);
    const left = core.log === null ? null : this.fill(this.rule.left);
    return left === null ? union(core, this.globalRoot(), classOf(core, stored)) : equate(core, storeExpr(core, names, left), stored, this.rule.rewrite.name);
  }

  private rightTerm(): Expr | null {
    const { right } = this.rule.rewrite;
    return typeof right === 'function' ? right(this.view as MatchView<D>) : this.fill(this.rule.right as Template);
  }

  private globalRoot(): Place {
    const { id, args } = this.reader.rootPlace();
    return { id, args: args.map(slot => this.space.names.number(localName(slot))) };
  }

  /** A template as a term; null where a substitution fails. */
  private fill(template: Template): Expr | null {
    const { reader, space } = this;
    const term = (variable: number) => termOf(space, reader.variable(variable));
    const name = (slot: number) => localName(reader.slot(slot));
    switch (template.kind) {
      case 'variable':
        return term(template.variable);
      case 'rename':
        return renameSlots(term(template.variable), new Map([[name(template.from), name(template.to)]]));
      case 'substitute': {
        const by = this.fill(template.by);
        return by && substituteSlot(term(template.variable), name(template.slot), by, space.substitute);
      }
      case 'node': {
        const children: Expr['children'][number][] = [];
        for (const { binds, body } of template.children) {
          const filled = this.fill(body);
          if (filled === null) {
            return null;
          }
          children.push({ binds: binds.map(name), body: filled });
        }
        return { op: template.op, slots: template.own.map(name), children };
      }
    }
  }
}

/** The smallest term of a class that a match found. */
const termOf = <D>({ smallest }: Workspace<D>, { id, args }: Place): Expr => smallest().term(id, args.map(localName));

/** A match as conditions and functions see it: always the current one of its reader. */
class MatchView<D> implements Match<D> {
  constructor(private readonly space: Workspace<D>, private readonly reader: MatchReader<D>) {}

  get root() {
    return this.applied(this.reader.rootPlace());
  }

  readonly class = (variable: string) => this.applied(this.place(variable));

  readonly data = (variable: string): D => this.space.core.data[this.space.core.classes.root(this.place(variable).id)];

  readonly slot = (name: string): Slot => localName(this.reader.slot(this.reader.numberOf('slots', name)));

  readonly mentions = (variable: string, slot: string): boolean => this.class(variable).slots.includes(this.slot(slot));

  readonly expr = (variable: string): Expr => termOf(this.space, this.place(variable));

  private place(variable: string): Place {
    return this.reader.variable(this.reader.numberOf('variables', variable));
  }

  private applied(place: Place) {
    const { id, args } = found(this.space.core, place);
    return { id: id as ClassId, slots: args.map(localName) };
  }
}
