/** Folds over one range whose index is decoded by div and mod, as folds over two. */
import * as T from '../term';
import type { FoldName, Term } from '../term';
import { exactQuotient } from '../verify/exact-quotient';
import type { FoldRule } from './fold-rule';

const COMMUTATIVE: readonly FoldName[] = ['sum', 'prod', 'max', 'min', 'any', 'all', 'xorsum'];

const isDecoding = (t: Term, v: Term): t is T.ApplyTerm => (T.isApply(t, 'floordiv') || T.isApply(t, 'mod')) && t.args[0] === v;

/** The extent over its divisor: of max(0, Q · D), max(0, Q). */
function rowsOf(extent: Term, divisor: Term): Term | null {
  const atLeastZero = T.isApply(extent, 'max2') && extent.args.length === 2 && extent.args.includes(T.ZERO);
  const whole = atLeastZero ? extent.args.find(a => a !== T.ZERO)! : extent;
  const quotient = exactQuotient(whole, divisor);
  return quotient && (atLeastZero ? T.apply('max2', [T.ZERO, quotient]) : quotient);
}

export const decodedRange: FoldRule = {
  name: 'decoded-range',
  law: '⊕_{i < Q · D} f(i div D, i mod D) = ⊕_{a < Q} ⊕_{b < D} f(a, b), for D > 0',
  rewrite(fold, facts) {
    if (!COMMUTATIVE.includes(fold.op)) {
      return null;
    }
    const seen = T.subterms(fold.body, T.subterms(fold.guard, new Set<Term>()));
    for (const [at, b] of fold.binders.entries()) {
      const decodings = [...seen].filter((t): t is T.ApplyTerm => isDecoding(t, b.variable));
      const divisors = [...new Set(decodings.map(t => t.args[1]))];
      // The finest decoding first: the other divisors are multiples of it.
      const divisor = divisors.find(d => divisors.every(o => exactQuotient(o, d) !== null));
      const rows = divisor && rowsOf(b.extent, divisor);
      const isFree = (t: Term): boolean => !fold.binders.some(x => T.occurs(x.variable, t));
      if (!divisor || !rows || !isFree(divisor) || !isFree(b.extent) || fold.binders.some(x => T.occurs(b.variable, x.extent)) || !facts.holds(T.lt(T.ZERO, divisor))) {
        continue;
      }
      const [row, column] = [T.fresh('i', 'Int'), T.fresh('j', 'Int')];
      const replacement = new Map<Term, Term>();
      for (const t of decodings) {
        const quotient = exactQuotient(t.args[1], divisor)!;
        const isQuotient = T.isApply(t, 'floordiv');
        const part = quotient === T.ONE ? (isQuotient ? row : T.ZERO) : T.apply(t.op, [row, quotient]);
        replacement.set(t, isQuotient ? part : T.add(T.mul(part, divisor), column));
      }
      const bare = new Map<Term, Term>([[b.variable, T.add(T.mul(row, divisor), column)]]);
      const decoded = (t: Term): Term => T.substitute(T.substitute(t, replacement), bare);
      const [guard, body] = [decoded(fold.guard), decoded(fold.body)];
      // An index that is used as it stands, and of which one part alone is used beside it, would not become simpler.
      const usesParts = decodings.some(t => T.isApply(t, 'floordiv')) && decodings.some(t => T.isApply(t, 'mod'));
      const left = [fold.guard, fold.body].some(t => T.occurs(b.variable, T.substitute(t, replacement)));
      if (left && !usesParts) {
        continue;
      }
      const binders = [{ variable: row, extent: rows }, { variable: column, extent: divisor }];
      return { ...fold, binders: fold.binders.flatMap((x, k) => (k === at ? binders : [x])), guard, body };
    }
    return null;
  }
};
