/**
 * Patterns in the SMT encoding of the extended reals. Each variable is one arbitrary value for each tuple of values of its slots; what
 * a fold means is up to the caller.
 */
import type { PatternTree } from '../../../egraph/pattern-text';
import type { OperationName, Sort } from '../../../term';
import { ExtendedEncoder, type Coded } from '../../__tests__/extended-reals';
import { TYPES } from '../../__tests__/fold-algebra';
import type { Condition, ConditionWord } from '../equation';
import { isFold, type FoldOp, type Node, type Variables } from './signatures';

/** The text of the value of each slot in scope. */
export type Scope = ReadonlyMap<string, string>;
export type FoldNode = Node & { readonly op: FoldOp };
export type FoldMeaning = (fold: FoldNode, scope: Scope) => Coded;

const NUMBER = /^(#?)(-?)(\d+)(?:\/(\d+))?$/;
export const coded = (sort: Sort, value: string, defined?: string): Coded => ({ sort, value, defined: defined ?? (sort === 'Real' ? `(not (= ${value} und))` : 'true') });

export class PatternEncoder extends ExtendedEncoder {
  protected override readonly preamble = TYPES;
  private readonly made = new Map<string, Coded>();

  /** `extents`: the values of Int variables that are not arbitrary. */
  constructor(
    readonly variables: Variables,
    private readonly when: readonly Condition[],
    private readonly meaning: FoldMeaning,
    private readonly extents: ReadonlyMap<string, string> = new Map()
  ) {
    super();
  }

  pattern(p: PatternTree, scope: Scope, meaning: FoldMeaning = this.meaning, extents = this.extents): Coded {
    switch (p.kind) {
      case 'variable':
        return this.variable(p.name, scope, extents);
      case 'rename':
        return this.variable(p.of, new Map([...scope, [p.from, this.slot(p.to, scope)]]), extents);
      case 'substitute':
        return this.variable(p.into, new Map([...scope, [p.slot, this.pattern(p.by, scope, meaning, extents).value]]), extents);
      case 'node':
        return isFold(p) ? meaning(p, scope) : this.node(p, c => this.pattern(c, scope, meaning, extents));
    }
  }

  private node(p: Node, encode: (child: PatternTree) => Coded): Coded {
    const number = NUMBER.exec(p.op);
    if (number) {
      const [, isInt, sign, numerator, denominator = '1'] = number;
      const signed = (text: string): string => (sign ? `(- ${text})` : text);
      return isInt ? coded('Int', signed(numerator)) : coded('Real', `(fin ${signed(`(/ ${numerator}.0 ${denominator}.0)`)})`);
    }
    switch (p.op) {
      case 'true':
      case 'false':
        return coded('Bool', p.op);
      case 'inf':
        return coded('Real', 'pinf');
      case '-inf':
        return coded('Real', 'ninf');
      case 'undefined':
        return coded('Real', 'und');
      case 'pi':
        this.declare('pi', '', 'Real');
        this.assume('(and (< 3.0 pi) (< pi 4.0))');
        return coded('Real', '(fin pi)');
      case 'xor': {
        const [a, b] = p.children.map(c => encode(c.body));
        return coded('Bool', `(xor ${a.value} ${b.value})`, `(and ${a.defined} ${b.defined})`);
      }
      case 'pow':
        return this.power(encode(p.children[0].body), p.children[1].body, encode);
      default:
        return this.operation(p.op as OperationName, p.children.map(c => encode(c.body)));
    }
  }

  /** Integer exponents are products. Otherwise the base is positive or 0, and elsewhere nothing is known of the power. */
  private power(base: Coded, exponent: PatternTree, encode: (child: PatternTree) => Coded): Coded {
    const literal = exponent.kind === 'node' ? NUMBER.exec(exponent.op) : null;
    if (literal && !literal[4] && literal[3] !== '0') {
      const product = coded('Real', Array.from({ length: Number(literal[3]) }, () => base.value).reduce((a, b) => `(times ${a} ${b})`));
      return literal[2] ? this.operation('div', [coded('Real', '(fin 1.0)'), product]) : product;
    }
    const b = encode(exponent);
    const usual = this.operation('exp', [this.operation('mul', [b, this.operation('log', [base])])]);
    const unusual = `(${this.declare('unusual_power', 'X X', 'X')} ${base.value} ${b.value})`;
    const isFinite = `(and (finite ${base.value}) (finite ${b.value}))`;
    const ofZero = `(ite (> (val ${b.value}) 0.0) (fin 0.0) ${unusual})`;
    return coded(
      'Real',
      `(ite (or (= ${base.value} und) (= ${b.value} und)) und (ite (and ${isFinite} (> (val ${base.value}) 0.0)) ${usual.value} (ite (and ${isFinite} (= (val ${base.value}) 0.0)) ${ofZero} ${unusual})))`
    );
  }

  private slot(name: string, scope: Scope): string {
    return scope.get(name) ?? this.declare(`slot_${name.slice(1)}`, '', 'Int');
  }

  private variable(name: string, scope: Scope, extents: ReadonlyMap<string, string>): Coded {
    const fixed = extents.get(name);
    if (fixed !== undefined) {
      return coded('Int', fixed);
    }
    const key = this.keyOf(name, scope);
    let made = this.made.get(key);
    if (!made) {
      const text = `v${this.made.size}_${name.slice(1).replace(/\W/g, '_')}`;
      // A number as such, and not as a value that is one: most of the arithmetic then simplifies away.
      made = this.isNumber(name) ? coded('Real', `(fin ${this.declare(text, '', 'Real')})`) : this.arbitrary(text, this.variables.get(name)?.sort ?? 'Real');
      this.made.set(key, made);
      this.when.filter(c => c.endsWith(` ${name}`)).forEach(c => this.assume(conditionText(c.split(' ')[0] as ConditionWord, made as Coded)));
    }
    return made;
  }

  private isNumber(name: string): boolean {
    return this.variables.get(name)?.sort === 'Real' && (['finite', 'defined'] as const).every(word => this.when.includes(`${word} ${name}` as Condition));
  }

  /** Two occurrences with one key have one value. */
  keyOf(name: string, scope: Scope): string {
    const at = (this.variables.get(name)?.slots ?? []).map(s => `${s}=${this.slot(s, scope)}`);
    return at.length === 0 ? name : `${name}[${at.join(',')}]`;
  }

  /** A value of which nothing is known. */
  arbitrary(name: string, sort: Sort): Coded {
    switch (sort) {
      case 'Real':
        return coded('Real', this.declare(name, '', 'X'));
      case 'Int':
        return coded('Int', this.declare(name, '', 'Int'));
      case 'Bool':
        return coded('Bool', this.declare(name, '', 'Bool'), this.declare(`${name}_defined`, '', 'Bool'));
    }
  }
}

/** That a variable has a value. */
export const isDefined = (variable: string): Condition => `defined ${variable}` as Condition;

/** A condition on one value, as SMT-LIB. */
export function conditionText(word: ConditionWord, v: Coded): string {
  const x = v.value;
  switch (word) {
    case 'finite':
      return `(not (or (= ${x} pinf) (= ${x} ninf)))`;
    case 'nonzero':
      return `(not (= ${x} (fin 0.0)))`;
    case 'positive':
      return `(or (= ${x} und) (positive ${x}))`;
    case 'nonnegative':
      return `(or (= ${x} und) (= ${x} (fin 0.0)) (positive ${x}))`;
    case 'above-minus-infinity':
      return `(not (= ${x} ninf))`;
    case 'below-infinity':
      return `(not (= ${x} pinf))`;
    case 'defined':
      return v.defined;
    case 'inhabited':
      return `(<= 1 ${x})`;
    case 'natural':
      return `(<= 0 ${x})`;
    case 'number':
      return `(finite ${x})`;
  }
}

/** Both have one value, or neither has any. */
export const equalText = (a: Coded, b: Coded): string => (a.sort === 'Real' ? `(= ${a.value} ${b.value})` : `(and (= ${a.defined} ${b.defined}) (=> ${a.defined} (= ${a.value} ${b.value})))`);
