/** Exact rational numbers: the constants of the term language. */

export type Rational = { readonly numerator: bigint; readonly denominator: bigint };

function gcd(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a;
  let y = b < 0n ? -b : b;
  while (y !== 0n) {
    [x, y] = [y, x % y];
  }
  return x;
}

/** The rational n/d in lowest terms, with a positive denominator. Throws when d is zero. */
export function rational(n: bigint | number, d: bigint | number = 1n): Rational {
  let numerator = BigInt(n);
  let denominator = BigInt(d);
  if (denominator === 0n) {
    throw new Error('rational: zero denominator');
  }
  if (denominator < 0n) {
    numerator = -numerator;
    denominator = -denominator;
  }
  const divisor = gcd(numerator, denominator) || 1n;
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

export const add = (a: Rational, b: Rational): Rational =>
  rational(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);

export const negate = (a: Rational): Rational => ({ numerator: -a.numerator, denominator: a.denominator });

export const multiply = (a: Rational, b: Rational): Rational =>
  rational(a.numerator * b.numerator, a.denominator * b.denominator);

/** a / b; throws when b is zero. */
export const divide = (a: Rational, b: Rational): Rational =>
  rational(a.numerator * b.denominator, a.denominator * b.numerator);

export const compare = (a: Rational, b: Rational): number => {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};

export const equals = (a: Rational, b: Rational): boolean =>
  a.numerator === b.numerator && a.denominator === b.denominator;

export const isInteger = (a: Rational): boolean => a.denominator === 1n;

/** The greatest integer not above a. */
export function floor(a: Rational): bigint {
  const quotient = a.numerator / a.denominator;
  return a.numerator < 0n && quotient * a.denominator !== a.numerator ? quotient - 1n : quotient;
}

export function toNumber(a: Rational): number {
  if (a.denominator === 1n) {
    return Number(a.numerator);
  }
  const direct = Number(a.numerator) / Number(a.denominator);
  if (Number.isFinite(direct) && direct !== 0) {
    return direct;
  }
  // Both parts may exceed the range of a double where the quotient does not.
  const shift = BigInt(Math.max(a.numerator.toString(2).length, a.denominator.toString(2).length) - 1000);
  return shift > 0n ? Number(a.numerator >> shift) / Number(a.denominator >> shift) : direct;
}

/** Reads a decimal literal as Python writes it (`1_000`, `.5`, `1e-6`) exactly. */
export function parseDecimal(text: string): Rational {
  const match = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text.replace(/_/g, ''));
  if (!match || (match[2] === '' && match[3] === '')) {
    throw new Error(`not a decimal literal: ${text}`);
  }
  const digits = BigInt(`${match[2]}${match[3]}`);
  const exponent = Number(match[4] ?? 0) - match[3].length;
  const magnitude =
    exponent >= 0 ? rational(digits * 10n ** BigInt(exponent)) : rational(digits, 10n ** BigInt(-exponent));
  return match[1] === '-' ? negate(magnitude) : magnitude;
}

/** The exact value of a finite double. */
export function fromNumber(value: number): Rational {
  if (!Number.isFinite(value)) {
    throw new Error(`not a finite number: ${value}`);
  }
  let scaled = value;
  let denominator = 1n;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    denominator *= 2n;
  }
  return rational(BigInt(scaled), denominator);
}

/** Decimal text when the denominator has only the factors 2 and 5, otherwise n/d. */
export function toText(a: Rational): string {
  if (a.denominator === 1n) {
    return a.numerator.toString();
  }
  let d = a.denominator;
  let twos = 0;
  let fives = 0;
  while (d % 2n === 0n) {
    d /= 2n;
    twos++;
  }
  while (d % 5n === 0n) {
    d /= 5n;
    fives++;
  }
  if (d !== 1n) {
    return `${a.numerator}/${a.denominator}`;
  }
  const places = Math.max(twos, fives);
  const scaled = (a.numerator * 10n ** BigInt(places)) / a.denominator;
  const digits = (scaled < 0n ? -scaled : scaled).toString();
  const sign = scaled < 0n ? '-' : '';
  const padded = digits.padStart(places + 1, '0');
  const whole = padded.slice(0, padded.length - places);
  const fraction = padded.slice(padded.length - places);
  const leadingZeros = /^0*/.exec(fraction)![0].length;
  if (whole === '0' && leadingZeros >= 5) {
    const significant = fraction.slice(leadingZeros);
    const mantissa = significant.length > 1 ? `${significant[0]}.${significant.slice(1)}` : significant;
    return `${sign}${mantissa}e-${leadingZeros + 1}`;
  }
  if (fraction === '' || digits.length > 24) {
    return `${a.numerator}/${a.denominator}`;
  }
  return `${sign}${whole}.${fraction}`;
}
