/** From terms to views: the arrangement that a reader expects, over the normal forms that the engine prefers. */
import {
  add,
  conjuncts,
  countsOf,
  freeVariables,
  int,
  isApply,
  isNumber,
  isValue,
  neg,
  never,
  open,
  openNamed,
  openRecur,
  operationRow,
  Q,
  real,
  type ApplyTerm,
  type Binder,
  type NamedTerm,
  type RecurTerm,
  type ReduceTerm,
  type Term,
  type VariableTerm
} from '../term';
import { substitution } from '../term/sharing';
import { namingOf, type Definition, type Naming } from './naming';
import { numberText } from './numbers';
import { isInternalName, nextIndexName, nextStateName } from './names';
import { inProductOrder, inSumOrder, isBackwards } from './order';
import { isCall } from './named';
import { operandsOf } from './operands';
import { isSliceAlong, WHOLE_AXIS } from './slices';
import type { Branch, DefinitionView, Display, Relation, Summand, View } from './view';

/** The term as a view. Index variables without a name get one; what is shared in a long formula is named. */
export function arrange(term: Term, display: Display): View {
  const naming = namingOf(term, display);
  if (!naming) {
    return new Arranger(display, new Map(), null).view(term);
  }
  const reserved = new Set([...display.reserved, ...naming.definitions.map(d => d.name)]);
  const within = { ...display, reserved };
  return {
    kind: 'where',
    body: new Arranger(within, new Map(), naming).defined(term),
    definitions: naming.definitions.map(d => defined(d, within, naming)),
    term
  };
}

function defined({ name, parameters, value }: Definition, display: Display, naming: Naming): DefinitionView {
  const indices = new Map(display.indices);
  const taken = new Set([...display.reserved, ...display.indices.values(), ...[...freeVariables(value)].map(v => v.name)]);
  const names = parameters.map(v => {
    const name = (v.sort === 'Int' ? nextIndexName : nextStateName)(candidate => taken.has(candidate));
    taken.add(name);
    indices.set(v, name);
    return name;
  });
  return { name, parameters: names, value: new Arranger({ ...display, indices }, new Map(), naming).defined(value) };
}

const isNegative = (value: Q.Rational): boolean => value.numerator < 0n;

/** A view without its sign. */
const unsigned = (view: View): Summand => {
  if (view.kind === 'negate') {
    return { negative: true, view: view.of };
  }
  if (view.kind === 'quotient' && view.numerator.kind === 'negate') {
    return { negative: true, view: { ...view, numerator: view.numerator.of } };
  }
  return { negative: false, view };
};

/** So many equal summands are written as a multiple. */
const MANY = 5;

const times = (n: number, { negative, view }: Summand): Summand => ({ negative, view: n < MANY ? view : { kind: 'product', factors: [{ kind: 'number', value: Q.rational(n), term: null }, view], term: null } });

class Arranger {
  private readonly views = new Map<Term, View>();
  private readonly closed: (term: Term) => Term;

  /** `closing` maps the variables of opened binders back to the canonical ones, to name the term that a view shows. */
  constructor(
    private readonly display: Display,
    private readonly closing: ReadonlyMap<Term, Term>,
    private readonly naming: Naming | null
  ) {
    this.closed = substitution(closing);
  }

  view(term: Term): View {
    let view = this.views.get(term);
    if (!view) {
      const use = this.naming?.use(term);
      view = use ? { kind: 'abbreviation', name: use.definition.name, args: use.args.map(v => this.view(v)), term: this.closed(term) } : this.defined(term);
      this.views.set(term, view);
    }
    return view;
  }

  private hasName(term: Term): boolean {
    return this.naming?.use(term) != null;
  }

  /** The term itself, whether or not it has a name. */
  defined(term: Term): View {
    switch (term.kind) {
      case 'number':
        return isNegative(term.value)
          ? { kind: 'negate', of: constant(Q.negate(term.value), null), term }
          : constant(term.value, term);
      case 'special':
        return this.special(term.value, term);
      case 'boolean':
        return { kind: 'boolean', value: term.value, term };
      case 'variable':
        return this.variable(term);
      case 'read':
        return { kind: 'read', buffer: term.buffer, coordinates: this.display.coordinates(term).map(c => this.view(c)), term: this.closed(term) };
      case 'apply':
        return { ...this.application(term), term: this.closed(term) };
      case 'reduce':
        return this.fold(term);
      case 'recur':
        return this.recurrence(term);
      case 'named':
        return this.named(term);
      default:
        return never(term);
    }
  }

  private special(value: 'inf' | '-inf' | 'undefined', term: Term): View {
    if (value === 'undefined') {
      return { kind: 'undefined', term };
    }
    return value === 'inf' ? { kind: 'infinity', term } : { kind: 'negate', of: { kind: 'infinity', term: null }, term };
  }

  private variable(term: VariableTerm): View {
    const index = this.display.indices.get(term);
    if (index !== undefined) {
      return { kind: 'index', name: index, term: this.closed(term) };
    }
    // An internal name here would be a bug elsewhere; its hint is the least bad thing to show.
    return { kind: 'name', name: isInternalName(term.name) ? term.name.replace(/%.*$/, '').replace(/^#/, 'k') : term.name, term };
  }

  private application(term: ApplyTerm): View {
    const [a, b] = term.args;
    switch (term.op) {
      case 'add':
        return this.sum(term);
      case 'mul':
        return this.product(this.operands(term), [], term);
      case 'div':
        return this.product([a], [b], term);
      case 'pow':
        return { kind: 'power', base: this.base(a, isNumber(b) ? Q.toNumber(b.value) : 1), exponent: this.view(b), term };
      case 'exp2':
        return { kind: 'power', base: this.view(real(2)), exponent: this.view(a), term };
      case 'toreal':
        return this.view(a);
      case 'lt':
      case 'le':
      case 'eq':
        return this.comparison(term.op, a, b, false, term);
      case 'not':
        return (isApply(a, 'lt') || isApply(a, 'le') || isApply(a, 'eq')) && !this.hasName(a)
          ? this.comparison(a.op, a.args[0], a.args[1], true, term)
          : { kind: 'not', of: this.view(a), term };
      case 'and':
      case 'or':
        return { kind: 'junction', op: term.op, parts: this.operands(term).map(p => this.view(p)), term };
      case 'select':
        return this.cases(term);
      case 'max2':
      case 'min2': {
        const args = this.operands(term);
        return { kind: 'call', op: term.op, args: [...args.filter(t => !isNumber(t)), ...args.filter(isNumber)].map(p => this.view(p)), term };
      }
      default:
        return { kind: 'call', op: term.op, args: term.args.map(p => this.view(p)), term };
    }
  }

  private operands(term: ApplyTerm): readonly Term[] {
    return this.naming ? this.naming.operands(term) : term.args;
  }

  private sum(term: ApplyTerm): View {
    const counts = countsOf(this.operands(term));
    const summands = inSumOrder({ ...term, args: [...counts].flatMap(([a, n]) => (n < MANY ? new Array<Term>(n).fill(a) : [a])) }, this.display).map(a => ({
      ...times(counts.get(a)!, unsigned(this.view(a))),
      isConstant: isNumber(a)
    }));
    const parts = [...summands.filter(s => !s.negative && !s.isConstant), ...summands.filter(s => s.negative && !s.isConstant)];
    const constants = summands.filter(s => s.isConstant);
    const isConstantFirst = constants.some(s => !s.negative) && (parts[0].negative || (parts.length === 1 && isFunction(parts[0].view)));
    return { kind: 'sum', summands: (isConstantFirst ? [...constants, ...parts] : [...parts, ...constants]).map(({ negative, view }) => ({ negative, view })), term };
  }

  /** One fraction for all the factors that divide, powers for the repeated ones, one sign in front. */
  private product(numerators: readonly Term[], denominators: readonly Term[], term: Term): View {
    const above: Term[] = [];
    const below: Term[] = [];
    const split = (factor: Term, over: Term[], under: Term[]): void => {
      if (isApply(factor, 'div') && !this.hasName(factor)) {
        split(factor.args[0], over, under);
        split(factor.args[1], under, over);
      } else if (isApply(factor, 'mul') && !this.hasName(factor)) {
        this.operands(factor).forEach(f => split(f, over, under));
      } else {
        over.push(factor);
      }
    };
    numerators.forEach(a => split(a, above, below));
    denominators.forEach(a => split(a, below, above));
    const coefficientOf = (list: readonly Term[]) => list.filter(isNumber).reduce((c, t) => Q.multiply(c, t.value), ONE);
    let coefficient = coefficientOf(above);
    const divisor = coefficientOf(below);
    const keepsDivisor = divisor.numerator === 0n;
    if (!keepsDivisor) {
      coefficient = Q.divide(coefficient, divisor);
    }
    const magnitude = absolute(coefficient);
    const up = this.factors(above.filter(t => !isNumber(t)));
    const down = this.factors(below.filter(t => !isNumber(t)));
    const [number, divided] = keepsDivisor ? [magnitude, ONE] : asFraction(magnitude, absolute(coefficientOf(above)), absolute(divisor));
    if (!Q.equals(number, ONE) || up.length === 0) {
      up.unshift({ kind: 'number', value: number, term: null });
    }
    if (!Q.equals(divided, ONE) || keepsDivisor) {
      down.unshift({ kind: 'number', value: keepsDivisor ? divisor : divided, term: null });
    }
    const quotient: View =
      down.length === 0 ? productOf(up, term) : { kind: 'quotient', numerator: productOf(up, null), denominator: productOf(down, null), term };
    return isNegative(coefficient) ? { kind: 'negate', of: { ...quotient, term: null }, term } : quotient;
  }

  /** What is raised to a power; an even one does not see signs. */
  private base(t: Term, exponent: number): View {
    return this.view(exponent % 2 === 0 && isApply(t, 'add') && isBackwards(t, this.display) ? add(...t.args.map(neg)) : t);
  }

  /** Views of the factors, repeated ones as powers. */
  private factors(terms: readonly Term[]): View[] {
    const exponents = countsOf(terms);
    return inProductOrder([...exponents.keys()], this.display).map(t => {
      const n = exponents.get(t) ?? 1;
      const base = this.base(t, n);
      return n === 1 ? base : { kind: 'power', base, exponent: this.view(int(n)), term: null };
    });
  }

  /** Over Int, `a < b + 1` is shown as `a <= b`; a constant stands on the right. */
  private comparison(op: 'lt' | 'le' | 'eq', a: Term, b: Term, negated: boolean, term: Term): View {
    const relations: Record<typeof op, readonly [Relation, Relation]> = { lt: ['<', '>='], le: ['<=', '>'], eq: ['=', '!='] };
    const isSuccessor = op === 'lt' && !negated && isApply(b, 'add') && b.sort === 'Int' && b.args.some(t => isValue(t, 1));
    const bound = isSuccessor ? b.args.filter(t => !isValue(t, 1)) : [b];
    const right = bound.length === 1 ? this.view(bound[0]) : this.sum({ ...(b as ApplyTerm), args: bound });
    const relation = isSuccessor ? '<=' : relations[op][negated ? 1 : 0];
    const left = this.view(a);
    const isBackwards = isConstantView(left) || (op === 'eq' && left.kind === 'name' && right.kind === 'read');
    return isBackwards && !isConstantView(right) ? { kind: 'compare', relation: mirrored[relation], left: right, right: left, term } : { kind: 'compare', relation, left, right, term };
  }

  private cases(term: Term): View {
    const branches: Branch[] = [];
    let rest = term;
    while (isApply(rest, 'select') && (rest === term || !this.hasName(rest))) {
      branches.push({ condition: this.view(rest.args[0]), value: this.view(rest.args[1]) });
      rest = rest.args[2];
    }
    return { kind: 'cases', branches, otherwise: this.view(rest), term };
  }

  private fold(term: ReduceTerm): View {
    const { binders, guard, body, carry } = this.naming ? this.naming.openings.fold(term) : open(term);
    const indices = new Map(this.display.indices);
    const closing = new Map(this.closing);
    const taken = this.takenBy(term);
    const names = binders.map((b, d) => {
      const name = nextIndexName(candidate => taken.has(candidate));
      taken.add(name);
      indices.set(b.variable, name);
      closing.set(b.variable, term.binders[d].variable);
      return name;
    });
    const inner = new Arranger({ ...this.display, indices }, closing, this.naming);
    const isPlainIndex = carry !== null && binders.length === 1 && carry === binders[0].variable;
    return {
      kind: 'fold',
      op: term.op,
      binders: binders.map((b, d) => ({ name: names[d], extent: inner.view(b.extent) })),
      guards: conjuncts(guard).map(g => inner.view(g)),
      body: inner.view(body),
      carry: carry === null || isPlainIndex ? null : inner.view(carry),
      term: this.closed(term)
    };
  }

  private recurrence(term: RecurTerm): View {
    const { index, states, initial, updates } = this.naming ? this.naming.openings.recurrence(term) : openRecur(term);
    const indices = new Map(this.display.indices);
    const closing = new Map(this.closing);
    const taken = this.takenBy(term);
    const bind = (v: VariableTerm, canonical: VariableTerm, next: typeof nextIndexName): string => {
      const name = next(candidate => taken.has(candidate));
      taken.add(name);
      indices.set(v, name);
      closing.set(v, canonical);
      return name;
    };
    const step = bind(index, term.index, nextIndexName);
    const names = states.map((v, k) => bind(v, term.states[k], nextStateName));
    const inner = new Arranger({ ...this.display, indices }, closing, this.naming);
    return {
      kind: 'recurrence',
      index: { name: step, extent: this.view(term.count) },
      states: names.map((name, k) => ({ name, initial: this.view(initial[k]), update: inner.view(updates[k]) })),
      result: names[term.component],
      term: this.closed(term)
    };
  }

  /** Slices where every function is one; else the index gets a name and its range is shown. */
  private named(term: NamedTerm): View {
    const { binders, functions } = this.naming ? this.naming.openings.named(term) : openNamed(term);
    const variables = binders.map(b => b.variable);
    const parts = operandsOf(term, functions, this.display);
    const guards = parts.filter(p => p.role === 'guard').flatMap(p => conjuncts(p.term));
    // A range that varies with an index is no slice, that of a scan up to the index where it is taken apart.
    const isFixed = ({ extent }: Binder): boolean => ![...freeVariables(extent)].some(v => this.display.indices.has(v)) || (term.at.length > 0 && extent === add(term.at[0], int(1)));
    const areSlices = guards.length === 0 && binders.every(isFixed) && parts.every(p => p.role !== 'function' || isSliceAlong(p.term, variables, this.display));
    if (variables.length > 0 && !areSlices && !isCall(term.operator)) {
      return this.view(term.meaning);
    }
    const indices = new Map(this.display.indices);
    const closing = new Map(this.closing);
    const taken = this.takenBy(term);
    const names = variables.map((v, d) => {
      const name = areSlices ? WHOLE_AXIS : nextIndexName(candidate => taken.has(candidate));
      taken.add(name);
      indices.set(v, name);
      closing.set(v, term.binders[d].variable);
      return name;
    });
    const inner = new Arranger({ ...this.display, indices }, closing, this.naming);
    return {
      kind: 'named',
      operator: term.operator,
      binders: areSlices ? [] : binders.map((b, d) => ({ name: names[d], extent: this.view(b.extent) })),
      guards: guards.map(g => inner.view(g)),
      parameters: parts.filter(p => p.role !== 'guard').map(p => ({ name: p.name, view: p.role === 'function' ? inner.view(p.term) : this.view(p.term) })),
      term: this.closed(term)
    };
  }

  /** Names that a binder of this fold must not take: reserved ones and those of the indices in scope. */
  private takenBy(term: Term): Set<string> {
    const taken = new Set([...this.display.reserved, ...this.display.indices.values()]);
    freeVariables(term).forEach(v => taken.add(v.name));
    return taken;
  }
}

const mirrored: Readonly<Record<Relation, Relation>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '=': '=', '!=': '!=' };

const isConstantView = (view: View): boolean => view.kind === 'number' || (view.kind === 'negate' && view.of.kind === 'number');

/** A function's value alone: `1 + exp(x)` reads better than `exp(x) + 1`. */
const isFunction = (view: View): boolean => view.kind === 'call' && operationRow(view.op).result === 'Real';

const ONE = Q.rational(1);

const isFractionText = (value: Q.Rational): boolean => numberText(value).includes('/');

/** A constant: a fraction only where it is no decimal. */
function constant(value: Q.Rational, term: Term | null): View {
  const [above, below] = isFractionText(value) ? [Q.rational(value.numerator), Q.rational(value.denominator)] : [value, ONE];
  const numerator: View = { kind: 'number', value: above, term };
  return Q.equals(below, ONE) ? numerator : { kind: 'quotient', numerator, denominator: { kind: 'number', value: below, term: null }, term };
}

const absolute = (value: Q.Rational): Q.Rational => (isNegative(value) ? Q.negate(value) : value);

/** A coefficient as numerator and denominator: `x/2` and `x/3`, but `0.7*x`, and `x/1.414` as it was written. */
function asFraction(value: Q.Rational, above: Q.Rational, below: Q.Rational): [Q.Rational, Q.Rational] {
  const isUnitFraction = value.numerator === 1n && value.denominator <= 9n;
  if (!isUnitFraction && !isFractionText(value)) {
    return [value, ONE];
  }
  const isReduced = isUnitFraction || isFractionText(above) || isFractionText(below) || (Q.isInteger(above) && Q.isInteger(below));
  return isReduced ? [Q.rational(value.numerator), Q.rational(value.denominator)] : [above, below];
}

function productOf(factors: readonly View[], term: Term | null): View {
  return factors.length === 1 ? { ...factors[0], term: term ?? factors[0].term } : { kind: 'product', factors, term };
}
