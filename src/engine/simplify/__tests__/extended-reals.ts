/**
 * Terms in an SMT encoding that knows infinity and undefinedness: a Real is `fin v`, `pinf`, `ninf` or `und`; an Int or Bool is a
 * pair of its definedness and its value. Functions are uninterpreted, with the axioms instantiated at each application, so that
 * queries have no quantifiers and a `sat` is a real answer.
 */
import * as T from '../../term';
import type { OperationName, Term } from '../../term';
import type { PatternTree } from '../../egraph/pattern-text';
import { axioms, definitionOf, type Limit } from '../axioms';

/** `defined` is a Bool; `value` an X for sort Real, an Int or a Bool otherwise. */
export type Coded = { readonly sort: T.Sort; readonly defined: string; readonly value: string };

/** Arithmetic of the extended reals: IEEE 754 without rounding and signed zeros, NaN being `und`; but x / 0 is undefined. */
const ARITHMETIC = `
(declare-datatypes ((X 0)) (((fin (val Real)) (pinf) (ninf) (und))))
(declare-fun inverse (Real) Real)
(define-fun finite ((a X)) Bool ((_ is fin) a))
(define-fun neg ((a X)) X (ite (finite a) (fin (- (val a))) (ite (= a pinf) ninf (ite (= a ninf) pinf und))))
(define-fun plus ((a X) (b X)) X
  (ite (or (= a und) (= b und)) und
  (ite (and (finite a) (finite b)) (fin (+ (val a) (val b)))
  (ite (finite a) b (ite (finite b) a (ite (= a b) a und))))))
(define-fun positive ((a X)) Bool (or (= a pinf) (and (finite a) (> (val a) 0.0))))
(define-fun negative ((a X)) Bool (or (= a ninf) (and (finite a) (< (val a) 0.0))))
(define-fun times ((a X) (b X)) X
  (ite (or (= a und) (= b und)) und
  (ite (and (finite a) (finite b)) (fin (* (val a) (val b)))
  (ite (or (and (positive a) (positive b)) (and (negative a) (negative b))) pinf
  (ite (or (and (positive a) (negative b)) (and (negative a) (positive b))) ninf und)))))
(define-fun reciprocal ((a X)) X (ite (finite a) (ite (= (val a) 0.0) und (fin (inverse (val a)))) (ite (= a und) und (fin 0.0))))
(define-fun over ((a X) (b X)) X (times a (reciprocal b)))
(define-fun below ((a X) (b X)) Bool
  (ite (and (finite a) (finite b)) (< (val a) (val b)) (and (not (= a b)) (or (= a ninf) (= b pinf)))))
(define-fun larger ((a X) (b X)) X (ite (or (= a und) (= b und)) und (ite (below a b) b a)))
(define-fun smaller ((a X) (b X)) X (ite (or (= a und) (= b und)) und (ite (below a b) a b)))
(define-fun magnitude ((a X)) X (ite (finite a) (fin (ite (>= (val a) 0.0) (val a) (- (val a)))) (ite (= a und) und pinf)))
(define-fun floordiv ((a Int) (b Int)) Int (ite (> b 0) (div a b) (div (- a) (- b))))
(define-fun truncdiv ((a Int) (b Int)) Int
  (let ((q (div (ite (>= a 0) a (- a)) (ite (>= b 0) b (- b))))) (ite (= (>= a 0) (> b 0)) q (- q))))
`;

const isTrue = (parts: readonly string[]): string => (parts.length === 0 ? 'true' : parts.length === 1 ? parts[0] : `(and ${parts.join(' ')})`);
const decimal = (n: number): string => (n < 0 ? `(- ${-n}.0)` : `${n}.0`);
const limit = (l: Limit): string => (l === null ? 'und' : l === Infinity ? 'pinf' : l === -Infinity ? 'ninf' : `(fin ${decimal(l)})`);

/** The condition on a finite argument under which a function is defined. */
const DOMAINS: Readonly<Record<string, (x: string) => string>> = {
  total: () => 'true',
  positive: x => `(> ${x} 0.0)`,
  nonnegative: x => `(>= ${x} 0.0)`,
  'above-minus-one': x => `(> ${x} (- 1.0))`,
  'at-least-one': x => `(>= ${x} 1.0)`,
  'unit-interval': x => `(and (<= (- 1.0) ${x}) (<= ${x} 1.0))`,
  'open-unit-interval': x => `(and (< (- 1.0) ${x}) (< ${x} 1.0))`
};

/** How far the axioms of two arguments are instantiated: not at all, at the arguments met, or also at those met in axioms. */
export type Instantiation = 'single' | 'pairs' | 'derived';

export class ExtendedEncoder {
  private readonly declarations = new Set<string>();
  private readonly facts = new Set<string>();
  /** More types and functions. */
  protected readonly preamble: string = '';
  /** The arguments at which each function was met. */
  private readonly arguments = new Map<OperationName, Set<string>>();

  /** Declarations, arithmetic, and the axioms at each function application seen so far. */
  get prelude(): string {
    return this.preludeWith('single');
  }

  preludeWith(instantiation: Instantiation): string {
    const facts = instantiation === 'single' ? [...this.facts] : [...this.facts, ...this.pairFacts(instantiation)];
    return [ARITHMETIC, this.preamble, ...this.declarations, ...facts.map(f => `(assert ${f})`)].join('\n');
  }

  /** Something that holds; told to the solver with every script. */
  assume(fact: string): void {
    this.facts.add(fact);
  }

  /**
   * The axioms of two arguments at all pairs of arguments that were met; `derived` counts log x for each log that was met, since
   * x = exp(log x).
   */
  private pairFacts(instantiation: 'pairs' | 'derived'): string[] {
    const f = this.apply;
    const met = (op: OperationName): readonly string[] => [...(this.arguments.get(op) ?? [])];
    return axioms.flatMap(axiom => {
      if (axiom.kind !== 'pair') {
        return [];
      }
      const at = instantiation === 'pairs' ? met(axiom.op) : [...new Set([...met(axiom.op), ...met('log').map(x => f('log', x))])];
      return at.flatMap((x, k) => at.slice(k).flatMap(y => [axiom.smt(x, y, f), ...(axiom.between ? this.identities(axiom.op, axiom.between(x, y)) : [])]));
    });
  }

  private readonly apply = (op: OperationName, at: string): string => `(${this.declare(`f_${op}`, 'Real', 'Real')} ${at})`;

  private identities(op: OperationName, at: string): string[] {
    return axioms.flatMap(a => (a.kind === 'identity' && a.op === op ? [a.smt(at, this.apply)] : []));
  }

  declare(name: string, args: string, sort: string): string {
    this.declarations.add(`(declare-fun ${name} (${args}) ${sort})`);
    return name;
  }

  encode(t: Term): Coded {
    const real = (value: string): Coded => ({ sort: 'Real', defined: `(not (= ${value} und))`, value });
    switch (t.kind) {
      case 'number': {
        const { numerator, denominator } = t.value;
        const magnitude = `${numerator < 0n ? -numerator : numerator}`;
        const signed = (text: string) => (numerator < 0n ? `(- ${text})` : text);
        return t.sort === 'Real' ? real(`(fin ${signed(`(/ ${magnitude}.0 ${denominator}.0)`)})`) : { sort: 'Int', defined: 'true', value: signed(magnitude) };
      }
      case 'boolean':
        return { sort: 'Bool', defined: 'true', value: String(t.value) };
      case 'special':
        return t.sort === 'Real' ? real(t.value === 'inf' ? 'pinf' : t.value === '-inf' ? 'ninf' : 'und') : { sort: t.sort, defined: 'false', value: t.sort === 'Int' ? '0' : 'false' };
      case 'variable': {
        const name = this.declare(`v_${t.name.replace(/\W/g, '_')}`, '', t.sort);
        return t.sort === 'Real' ? real(`(fin ${name})`) : { sort: t.sort, defined: 'true', value: name };
      }
      case 'apply':
        return this.operation(t.op, t.args.map(a => this.encode(a)));
      default:
        throw new Error(`no encoding of ${T.show(t)}`);
    }
  }

  /** An operation of the language at arguments that are encoded already. */
  operation(op: OperationName | 'sub' | 'neg', args: readonly Coded[]): Coded {
    const real = (value: string): Coded => ({ sort: 'Real', defined: `(not (= ${value} und))`, value });
    const [a, b, c] = args;
    const values = args.map(x => x.value);
    const allDefined = isTrue(args.map(x => x.defined));
    const left = (f: string) => values.reduce((x, y) => `(${f} ${x} ${y})`);
    const integer = (value: string, condition = 'true'): Coded => ({ sort: 'Int', defined: isTrue([allDefined, condition]), value });
    const truth = (value: string): Coded => ({ sort: 'Bool', defined: allDefined, value });
    const isReal = args[args.length - 1].sort === 'Real';
    switch (op) {
      case 'sub':
        return real(`(plus ${a.value} (neg ${b.value}))`);
      case 'neg':
        return real(`(neg ${a.value})`);
      case 'add':
        return isReal ? real(left('plus')) : integer(left('+'));
      case 'mul':
        return isReal ? real(left('times')) : integer(left('*'));
      case 'div':
        this.facts.add(`(=> (not (= (val ${b.value}) 0.0)) (= (* (val ${b.value}) (inverse (val ${b.value}))) 1.0))`);
        return real(`(over ${a.value} ${b.value})`);
      case 'max2':
        return isReal ? real(left('larger')) : integer(values.reduce((x, y) => `(ite (>= ${x} ${y}) ${x} ${y})`));
      case 'min2':
        return isReal ? real(left('smaller')) : integer(values.reduce((x, y) => `(ite (<= ${x} ${y}) ${x} ${y})`));
      case 'abs':
        return real(`(magnitude ${a.value})`);
      case 'intabs':
        return integer(`(ite (>= ${a.value} 0) ${a.value} (- ${a.value}))`);
      case 'floordiv':
      case 'truncdiv':
        return integer(`(${op} ${a.value} ${b.value})`, `(not (= ${b.value} 0))`);
      case 'mod':
      case 'truncmod':
        return integer(`(- ${a.value} (* ${b.value} (${op === 'mod' ? 'floordiv' : 'truncdiv'} ${a.value} ${b.value})))`, `(not (= ${b.value} 0))`);
      case 'lt':
        return truth(isReal ? `(below ${a.value} ${b.value})` : `(< ${a.value} ${b.value})`);
      case 'le':
        return truth(isReal ? `(or (below ${a.value} ${b.value}) (= ${a.value} ${b.value}))` : `(<= ${a.value} ${b.value})`);
      case 'eq':
        return truth(`(= ${a.value} ${b.value})`);
      case 'not':
        return truth(`(not ${a.value})`);
      case 'and':
      case 'or': {
        // Kleene: one argument that decides wins over undefined ones.
        const decided = args.map(x => `(and ${x.defined} ${op === 'and' ? `(not ${x.value})` : x.value})`);
        const some = `(or ${decided.join(' ')} false)`;
        return { sort: 'Bool', defined: `(or ${some} ${allDefined})`, value: op === 'and' ? `(not ${some})` : some };
      }
      case 'select': {
        const value = `(ite ${a.value} ${b.value} ${c.value})`;
        return isReal ? real(`(ite ${a.defined} ${value} und)`) : { sort: b.sort, defined: `(and ${a.defined} (ite ${a.value} ${b.defined} ${c.defined}))`, value };
      }
      case 'toreal':
        return real(`(ite ${a.defined} (fin (to_real ${a.value})) und)`);
      case 'trunc':
        return { sort: 'Int', defined: `(finite ${a.value})`, value: `(ite (>= (val ${a.value}) 0.0) (to_int (val ${a.value})) (- (to_int (- (val ${a.value})))))` };
      case 'floor':
        return real(`(ite (finite ${a.value}) (fin (to_real (to_int (val ${a.value})))) und)`);
      case 'ceil':
        return real(`(ite (finite ${a.value}) (fin (- (to_real (to_int (- (val ${a.value})))))) und)`);
      default:
        return real(this.function(op, a.value));
    }
  }

  /** A real function of one argument: its definition, or its domain on finite arguments, its limits, its axioms. */
  private function(op: OperationName, x: string): string {
    const definition = definitionOf(op);
    if (definition) {
      return this.defined(definition, x);
    }
    const row = T.operationRow(op);
    const domain = DOMAINS[row.defined];
    if (!domain || row.arguments.length !== 1) {
      throw new Error(`no encoding of ${op}`);
    }
    const limits = axioms.find(r => r.kind === 'limits' && r.op === op);
    const [minus, plus] = limits?.kind === 'limits' ? [limit(limits.minus), limit(limits.plus)] : ['und', 'und'];
    const at = `(val ${x})`;
    this.identities(op, at).forEach(fact => this.facts.add(fact));
    const met = this.arguments.get(op) ?? new Set();
    this.arguments.set(op, met.add(at));
    return `(ite (finite ${x}) (ite ${domain(at)} (fin ${this.apply(op, at)}) und) (ite (= ${x} pinf) ${plus} (ite (= ${x} ninf) ${minus} und)))`;
  }

  /** A definition at ?x. */
  private defined(p: PatternTree, x: string): string {
    if (p.kind !== 'node') {
      return x;
    }
    if (/^\d+$/.test(p.op)) {
      return `(fin ${p.op}.0)`;
    }
    const args = p.children.map((c): Coded => ({ sort: 'Real', defined: 'true', value: this.defined(c.body, x) }));
    return this.operation(p.op as OperationName, args).value;
  }
}

/** What the two sides of an equation have to do with each other, as scripts whose `unsat` is the proof. */
export function equationScripts(left: Term, right: Term, conditions: readonly Term[]): { readonly equal: string; readonly noMoreDefined: string; readonly notVacuous: string } {
  const e = new ExtendedEncoder();
  const [l, r] = [e.encode(left), e.encode(right)];
  const given = conditions.map(c => e.encode(c)).map(c => `(assert (and ${c.defined} ${c.value}))`);
  const script = (goal: string) => [e.prelude, ...given, `(assert ${goal})`].join('\n');
  return {
    // Wherever the left side is defined, the right is, and equals it.
    equal: script(`(and ${l.defined} (not (and ${r.defined} (= ${l.value} ${r.value}))))`),
    // Wherever the right side is defined, the left is.
    noMoreDefined: script(`(and ${r.defined} (not ${l.defined}))`),
    // Satisfiable: the conditions can hold with a left side that is defined.
    notVacuous: script(l.defined)
  };
}
