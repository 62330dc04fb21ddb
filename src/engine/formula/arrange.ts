/** From terms to views: the arrangement that a reader expects, over the normal forms that the engine prefers. */
import {
  conjuncts,
  freeVariables,
  int,
  isApply,
  isNumber,
  isValue,
  never,
  open,
  Q,
  real,
  substitute,
  type ApplyTerm,
  type ReduceTerm,
  type Term,
  type VariableTerm
} from '../term';
import { numberText } from './numbers';
import { isInternalName, nextIndexName } from './names';
import type { Branch, Display, Relation, Summand, View } from './view';

/** The term as a view. Index variables without a name get one. */
export function arrange(term: Term, display: Display): View {
  return new Arranger(display, new Map()).view(term);
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

class Arranger {
  /** `closing` maps the variables of opened binders back to the canonical ones, to name the term that a view shows. */
  constructor(
    private readonly display: Display,
    private readonly closing: ReadonlyMap<Term, Term>
  ) {}

  view(term: Term): View {
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
      default:
        return never(term);
    }
  }

  private closed(term: Term): Term {
    return substitute(term, this.closing);
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
        return this.product(term.args, term);
      case 'div':
        return this.product([term], term);
      case 'pow':
        return { kind: 'power', base: this.view(a), exponent: this.view(b), term };
      case 'exp2':
        return { kind: 'power', base: this.view(real(2)), exponent: this.view(a), term };
      case 'toreal':
        return this.view(a);
      case 'lt':
      case 'le':
      case 'eq':
        return this.comparison(term.op, a, b, false, term);
      case 'not':
        return isApply(a, 'lt') || isApply(a, 'le') || isApply(a, 'eq')
          ? this.comparison(a.op, a.args[0], a.args[1], true, term)
          : { kind: 'not', of: this.view(a), term };
      case 'and':
      case 'or':
        return { kind: 'junction', op: term.op, parts: term.args.map(p => this.view(p)), term };
      case 'select':
        return this.cases(term);
      default:
        return { kind: 'call', op: term.op, args: term.args.map(p => this.view(p)), term };
    }
  }

  private sum(term: ApplyTerm): View {
    const summands = inSumOrder(term.args).map(a => unsigned(this.view(a)));
    const first = summands.findIndex(s => !s.negative);
    const ordered = first > 0 ? [summands[first], ...summands.slice(0, first), ...summands.slice(first + 1)] : summands;
    return { kind: 'sum', summands: ordered, term };
  }

  /** One fraction for all the factors that divide, powers for the repeated ones, one sign in front. */
  private product(args: readonly Term[], term: Term): View {
    const above: Term[] = [];
    const below: Term[] = [];
    const split = (factor: Term, numerators: Term[], denominators: Term[]): void => {
      if (isApply(factor, 'div')) {
        split(factor.args[0], numerators, denominators);
        split(factor.args[1], denominators, numerators);
      } else if (isApply(factor, 'mul')) {
        factor.args.forEach(f => split(f, numerators, denominators));
      } else {
        numerators.push(factor);
      }
    };
    args.forEach(a => split(a, above, below));
    const coefficientOf = (list: readonly Term[]) => list.filter(isNumber).reduce((c, t) => Q.multiply(c, t.value), ONE);
    let coefficient = coefficientOf(above);
    const divisor = coefficientOf(below);
    const keepsDivisor = divisor.numerator === 0n;
    if (!keepsDivisor) {
      coefficient = Q.divide(coefficient, divisor);
    }
    const magnitude = isNegative(coefficient) ? Q.negate(coefficient) : coefficient;
    const up = this.factors(above.filter(t => !isNumber(t)));
    const down = this.factors(below.filter(t => !isNumber(t)));
    const [number, divided] = asFraction(magnitude);
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

  /** Views of the factors, repeated ones as powers. */
  private factors(terms: readonly Term[]): View[] {
    const exponents = new Map<Term, number>();
    terms.forEach(t => exponents.set(t, (exponents.get(t) ?? 0) + 1));
    const inOrder = [...exponents].sort(([s], [t]) => this.rank(s) - this.rank(t));
    return inOrder.map(([t, n]) => {
      const base = this.view(t);
      return n === 1 ? base : { kind: 'power', base, exponent: this.view(int(n)), term: null };
    });
  }

  /** `i*B` for indices, `2*a*x[i]` for the rest: what is plainest comes first. */
  private rank(factor: Term): number {
    if (factor.kind === 'variable') {
      return this.display.indices.has(factor) ? 0 : 1;
    }
    return factor.kind === 'read' || isApply(factor, 'toreal') ? 2 : 3;
  }

  /** Over Int, `a < b + 1` is shown as `a <= b`. */
  private comparison(op: 'lt' | 'le' | 'eq', a: Term, b: Term, negated: boolean, term: Term): View {
    const relations: Record<typeof op, readonly [Relation, Relation]> = { lt: ['<', '>='], le: ['<=', '>'], eq: ['=', '!='] };
    const successor = op === 'lt' && !negated && isApply(b, 'add') && b.sort === 'Int' && b.args.some(t => isValue(t, 1));
    if (successor) {
      const rest = b.args.filter(t => !isValue(t, 1));
      return { kind: 'compare', relation: '<=', left: this.view(a), right: rest.length === 1 ? this.view(rest[0]) : this.sum({ ...b, args: rest }), term };
    }
    return { kind: 'compare', relation: relations[op][negated ? 1 : 0], left: this.view(a), right: this.view(b), term };
  }

  private cases(term: Term): View {
    const branches: Branch[] = [];
    let rest = term;
    while (isApply(rest, 'select')) {
      branches.push({ condition: this.view(rest.args[0]), value: this.view(rest.args[1]) });
      rest = rest.args[2];
    }
    return { kind: 'cases', branches, otherwise: this.view(rest), term };
  }

  private fold(term: ReduceTerm): View {
    const { binders, guard, body, carry } = open(term);
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
    const inner = new Arranger({ ...this.display, indices }, closing);
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

  /** Names that a binder of this fold must not take: reserved ones and those of the indices in scope. */
  private takenBy(term: Term): Set<string> {
    const taken = new Set([...this.display.reserved, ...this.display.indices.values()]);
    freeVariables(term).forEach(v => taken.add(v.name));
    return taken;
  }
}

/**
 * Over Int the monomials of high degree come first, as in `i*stride + j`; a constant comes last, but before a lone function, as in
 * `1 + exp(x)`.
 */
function inSumOrder(args: readonly Term[]): Term[] {
  const degree = (t: Term): number => (isApply(t, 'mul') && t.sort === 'Int' ? t.args.filter(f => !isNumber(f)).length : 0);
  const rest = args.filter(a => !isNumber(a)).sort((s, t) => degree(t) - degree(s));
  const constants = args.filter(isNumber);
  const isLoneFunction = rest.length === 1 && rest[0].kind === 'apply' && rest[0].op !== 'mul' && rest[0].op !== 'div' && rest[0].op !== 'toreal' && rest[0].sort === 'Real';
  return isLoneFunction && !constants.some(t => isNegative(t.value)) ? [...constants, ...rest] : [...rest, ...constants];
}

const ONE = Q.rational(1);

const isFractionText = (value: Q.Rational): boolean => numberText(value).includes('/');

/** A constant: a fraction only where it is no decimal. */
function constant(value: Q.Rational, term: Term | null): View {
  const [above, below] = isFractionText(value) ? [Q.rational(value.numerator), Q.rational(value.denominator)] : [value, ONE];
  const numerator: View = { kind: 'number', value: above, term };
  return Q.equals(below, ONE) ? numerator : { kind: 'quotient', numerator, denominator: { kind: 'number', value: below, term: null }, term };
}

/** A coefficient as numerator and denominator: `x/2` and `x/3`, but `0.7*x`. */
function asFraction(value: Q.Rational): [Q.Rational, Q.Rational] {
  const isUnitFraction = value.numerator === 1n && value.denominator <= 16n;
  return isUnitFraction || isFractionText(value) ? [Q.rational(value.numerator), Q.rational(value.denominator)] : [value, ONE];
}

function productOf(factors: readonly View[], term: Term | null): View {
  return factors.length === 1 ? { ...factors[0], term: term ?? factors[0].term } : { kind: 'product', factors, term };
}
