/** Python source text: literals, names and precedence. */
import { Q } from '../term';

/** Python's precedence, from loosest to tightest. */
export enum Precedence {
  Conditional,
  Not,
  Compare,
  BitOr,
  BitXor,
  BitAnd,
  Shift,
  Sum,
  Product,
  Unary,
  Atom
}

export type Code = { readonly text: string; readonly precedence: Precedence };

export const code = (precedence: Precedence, text: string): Code => ({ precedence, text });
export const atom = (text: string): Code => code(Precedence.Atom, text);
export const callOf = (name: string, ...args: readonly string[]): Code => atom(`${name}(${args.join(', ')})`);

/** The text, in parentheses when it binds looser than `least`. */
export const operand = (c: Code, least: Precedence): string => (c.precedence < least ? `(${c.text})` : c.text);

/** Joins operands of one precedence; comparisons, which Python chains, and the right sides of `-`, `/` and `//` need the tighter one. */
export const infix = (precedence: Precedence, sign: string, operands: readonly Code[]): Code =>
  code(precedence, operands.map((c, k) => operand(c, k === 0 && precedence !== Precedence.Compare ? precedence : precedence + 1)).join(` ${sign} `));

export const integerLiteral = (value: bigint): Code => (value < 0n ? code(Precedence.Unary, value.toString()) : atom(value.toString()));

/** The nearest double, as a float and never as an int. */
export function floatLiteral(value: number): Code {
  if (!Number.isFinite(value)) {
    return atom(`float("${Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf'}")`);
  }
  const text = String(value);
  const float = /[.e]/.test(text) ? text : `${text}.0`;
  return value < 0 ? code(Precedence.Unary, float) : atom(float);
}

export const rationalLiteral = (value: Q.Rational): Code => floatLiteral(Q.toNumber(value));

/** A string literal; JSON's escapes are Python's too. */
export const stringLiteral = (value: string): string => JSON.stringify(value);

const KEYWORDS =
  'False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield';

/** Names that generated code must not rebind: keywords and the builtins that it uses. */
export const RESERVED_NAMES: ReadonlySet<string> = new Set([
  ...KEYWORDS.split(' '),
  ...'abs bool dict float int isinstance list max min next range reversed tuple torch args grid device'.split(' ')
]);

/** Hands out names that were not handed out before. */
export class NamePool {
  private readonly taken: Set<string>;

  constructor(reserved: Iterable<string>) {
    this.taken = new Set(reserved);
  }

  has(name: string): boolean {
    return this.taken.has(name);
  }

  /** The name itself if it is free, else with the first number that makes it so. */
  claim(name: string): string {
    let candidate = name;
    for (let k = 1; this.taken.has(candidate); k++) {
      candidate = `${name}_${k}`;
    }
    this.taken.add(candidate);
    return candidate;
  }
}
