/** Folds whose binders are open, and what a law of them looks like. */
import type * as T from '../term';
import type { FoldName, Term } from '../term';
import type { Facts } from '../verify/facts';

export type OpenFold = { readonly op: FoldName; readonly binders: readonly T.Binder[]; readonly guard: Term; readonly body: Term; readonly carry: Term | null };
export type FoldRule = {
  readonly name: string;
  readonly law: string;
  /** The rewritten fold, or a term that is no fold any more; null: does not apply. */
  readonly rewrite: (fold: OpenFold, facts: Facts, simplify: (t: Term, facts: Facts) => Term) => OpenFold | Term | null;
};

export const isOpenFold = (x: OpenFold | Term): x is OpenFold => 'body' in x && !('kind' in x);
