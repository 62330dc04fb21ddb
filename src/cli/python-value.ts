/** Values of constexpr parameters as they are written on the command line. */
import type { ConstexprValue } from '../engine/result';

const WORDS: Readonly<Record<string, ConstexprValue>> = { True: true, False: false, None: null };

/** A Python literal; a bare word is a string, as shells make quotes awkward. Undefined when it is neither. */
export function parseValue(text: string): ConstexprValue | undefined {
  const trimmed = text.trim();
  if (Object.hasOwn(WORDS, trimmed)) {
    return WORDS[trimmed];
  }
  const quoted = /^(["'])((?:(?!\1)[^\\])*)\1$/s.exec(trimmed);
  if (quoted) {
    return quoted[2];
  }
  const digits = trimmed.replace(/(?<=[\da-fA-F])_(?=[\da-fA-F])/g, '');
  if (/^[+-]?(0[xX][\da-fA-F]+|0[bB][01]+|0[oO][0-7]+)$/.test(digits)) {
    const sign = digits.startsWith('-') ? -1 : 1;
    return sign * Number(digits.replace(/^[+-]/, ''));
  }
  if (/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(digits)) {
    const value = Number(digits);
    return Number.isFinite(value) ? value : undefined;
  }
  return /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(trimmed) ? trimmed : undefined;
}
