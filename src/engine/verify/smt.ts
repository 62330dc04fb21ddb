/**
 * Terms to SMT-LIB text. The text itself guards what solvers decide by convention: division by anything not seen positive goes to
 * an uninterpreted function, so that two solvers never disagree. Real products and quotients of variables are uninterpreted too:
 * equality of formulas is decided by congruence, and nothing rests on nonlinear real arithmetic.
 * A fold or recurrence is one constant for each distinct one (equal up to renaming of its binders); specials (±∞, undefined) have no encoding.
 */
import * as T from '../term';
import type { Term } from '../term';

/** A term has no encoding in plain reals; the obligation stays open. */
export class NotEncodable extends Error {}

const quote = (name: string) => (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !RESERVED.has(name) ? name : `|${name.replace(/[|\\]/g, '_')}|`);
const RESERVED = new Set(['and', 'or', 'not', 'xor', 'ite', 'let', 'forall', 'exists', 'true', 'false', 'div', 'mod', 'abs', 'select', 'store', 'par', 'as', 'is', 'to_real', 'to_int', 'distinct', 'assert', 'push', 'pop', 'model', 'exp', 'sin', 'cos', 'tan', 'sqrt', 'pi', 'asin', 'acos', 'atan', 'pow', 'power', 'root', 'min', 'max', 'rem', 'int', 'real', 'bool', 'array', 'tanh', 'sinh', 'cosh', 'Int', 'Real', 'Bool', 'String', 'Array', 'BINARY', 'DECIMAL', 'HEXADECIMAL', 'NUMERAL', 'STRING', '_', 'concat', 'repeat', 'extract']);

function numeral(t: T.NumberTerm): string {
  const { numerator, denominator } = t.value;
  const point = t.sort === 'Real' ? '.0' : '';
  const magnitude = numerator < 0n ? -numerator : numerator;
  const text = denominator === 1n ? `${magnitude}${point}` : `(/ ${magnitude}.0 ${denominator}.0)`;
  return numerator < 0n ? `(- ${text})` : text;
}

/** Longer texts get a name of their own: a maximum or an absolute value repeats the texts of its arguments. */
const LONGEST_INLINE = 160;

class Encoder {
  readonly declarations: string[] = [];
  private readonly definitions: string[] = [];
  private readonly declared = new Set<string>();
  private readonly texts = new Map<Term, string>();
  private readonly uses = new Map<Term, number>();

  constructor(roots: readonly Term[]) {
    const count = (t: Term): void => {
      const n = (this.uses.get(t) ?? 0) + 1;
      this.uses.set(t, n);
      if (n === 1 && t.kind !== 'reduce' && t.kind !== 'recur') {
        T.children(t).forEach(count);
      }
    };
    roots.forEach(count);
  }

  private declare(name: string, args: readonly string[], sort: string): string {
    const quoted = quote(name);
    if (!this.declared.has(quoted)) {
      this.declared.add(quoted);
      this.declarations.push(`(declare-fun ${quoted} (${args.join(' ')}) ${sort})`);
    }
    return quoted;
  }

  private call(name: string, args: readonly Term[], sort: string): string {
    const f = this.declare(name, args.map(a => a.sort), sort);
    return `(${f} ${args.map(a => this.text(a)).join(' ')})`;
  }

  text(t: Term): string {
    const known = this.texts.get(t);
    if (known !== undefined) {
      return known;
    }
    let text = this.build(t);
    if (t.kind === 'apply' && ((this.uses.get(t) ?? 0) > 1 || text.length > LONGEST_INLINE)) {
      text = this.define(text, t.sort);
    }
    this.texts.set(t, text);
    return text;
  }

  /** A name for a text. */
  private define(text: string, sort: T.Sort): string {
    const name = quote(`t!${this.definitions.length}`);
    this.definitions.push(`(define-fun ${name} () ${sort} ${text})`);
    this.declarations.push(this.definitions[this.definitions.length - 1]);
    return name;
  }

  private build(t: Term): string {
    switch (t.kind) {
      case 'number':
        return numeral(t);
      case 'boolean':
        return String(t.value);
      case 'special':
        throw new NotEncodable(`${t.value} has no encoding`);
      case 'variable':
        return this.declare(t.name, [], t.sort);
      case 'read':
        return this.call(`${t.buffer}@`, [t.address], t.sort);
      case 'reduce':
        return this.declare(`fold!${t.op}!${t.id}`, [], t.sort);
      case 'recur':
        return this.declare(`recur!${t.id}`, [], t.sort);
      case 'apply':
        return this.application(t);
      case 'named':
        return this.build(t.meaning);
      default:
        return T.never(t);
    }
  }

  private application(t: T.ApplyTerm): string {
    const [a, b] = t.args;
    const nonConstant = t.args.filter(x => !T.isNumber(x));
    switch (t.op) {
      case 'mul': {
        if (t.sort === 'Int' || nonConstant.length <= 1) {
          return `(* ${t.args.map(x => this.text(x)).join(' ')})`;
        }
        const f = this.declare('rmul', ['Real', 'Real'], 'Real');
        const product = nonConstant.map(x => this.text(x)).reduce((x, y) => `(${f} ${x} ${y})`);
        const constant = t.args.find(T.isNumber);
        return constant ? `(* ${this.text(constant)} ${product})` : product;
      }
      case 'div':
        return T.isNumber(b) && b.value.numerator !== 0n ? `(/ ${this.text(a)} ${this.text(b)})` : this.call('rdiv', t.args, 'Real');
      case 'floordiv':
      case 'mod': {
        const native = `(${t.op === 'mod' ? 'mod' : 'div'} ${this.text(a)} ${this.text(b)})`;
        return T.isNumber(b) && b.value.numerator > 0n ? native : `(ite (> ${this.text(b)} 0) ${native} ${this.call(`f!${t.op}`, t.args, 'Int')})`;
      }
      case 'truncdiv':
      case 'truncmod': {
        const op = t.op === 'truncmod' ? 'mod' : 'div';
        const [x, y] = [this.text(a), this.text(b)];
        const native = `(ite (>= ${x} 0) (${op} ${x} ${y}) (- (${op} (- ${x}) ${y})))`;
        return T.isNumber(b) && b.value.numerator > 0n ? native : `(ite (> ${y} 0) ${native} ${this.call(`f!${t.op}`, t.args, 'Int')})`;
      }
      case 'max2':
      case 'min2': {
        const op = t.op === 'max2' ? '>=' : '<=';
        return t.args.map(x => this.text(x)).reduce((before, y) => {
          const x = before.length > LONGEST_INLINE ? this.define(before, t.sort) : before;
          return `(ite (${op} ${x} ${y}) ${x} ${y})`;
        });
      }
      default: {
        const row = T.operationRow(t.op);
        return row.smt ? row.smt(...t.args.map(x => this.text(x))) : this.call(`f!${t.op}`, t.args, t.sort);
      }
    }
  }
}

/** The script that is unsatisfiable exactly when the hypotheses imply the goal. */
export function refutationScript(hypotheses: readonly Term[], goal: Term): string {
  return satisfactionScript([...hypotheses, T.not(goal)]);
}

/** The script that is satisfiable exactly when all assertions hold together. */
export function satisfactionScript(assertions: readonly Term[]): string {
  const encoder = new Encoder(assertions);
  const lines = assertions.map(a => `(assert ${encoder.text(a)})`);
  return [...encoder.declarations, ...lines].join('\n');
}
