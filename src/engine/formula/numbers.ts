/** Constants as a reader wants them. */
import { Q } from '../term';

/** Decimal where it is short, the shortest double where the constant is exactly one, else a fraction. */
export function numberText(value: Q.Rational): string {
  const text = Q.toText(value);
  if (text.length <= 20 && !text.includes('/')) {
    return text;
  }
  const nearest = Q.toNumber(value);
  const isPowerOfTwo = (value.denominator & (value.denominator - 1n)) === 0n;
  return isPowerOfTwo && value.denominator > 1n && Number.isFinite(nearest) ? String(nearest) : text;
}

/** The same in LaTeX, with powers of ten written out. */
export function numberLatex(value: Q.Rational): string {
  const text = numberText(value);
  const scientific = /^(.+)e([+-]?)(\d+)$/.exec(text);
  if (scientific) {
    const exponent = `${scientific[2] === '-' ? '-' : ''}${scientific[3]}`;
    return scientific[1] === '1' ? `10^{${exponent}}` : `${scientific[1]} \\cdot 10^{${exponent}}`;
  }
  const fraction = /^(\d+)\/(\d+)$/.exec(text);
  return fraction ? `\\frac{${fraction[1]}}{${fraction[2]}}` : text;
}
