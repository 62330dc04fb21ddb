/**
 * The launch contract: premises of a closed grammar (positivity, extent against block size, covering number of programs,
 * divisibility, no overlap of strides, buffers that hold their index space, contents of index tensors, 32-bit bounds, claims).
 */
import * as T from '../term';
import type { Term } from '../term';
import type { TensorDimension } from '../symbolic/lifted';
import type { Span } from '../span';

export type Premise = { readonly because: string; readonly unusual: boolean; readonly span: Span | null } & (
  | { readonly kind: 'positive'; readonly term: Term }
  /** bound ≤ programs · size: enough programs to cover. */
  | { readonly kind: 'covering'; readonly bound: Term; readonly programs: Term; readonly size: Term }
  /** (programs − 1) · size < bound: no program more than it takes. */
  | { readonly kind: 'tight'; readonly bound: Term; readonly programs: Term; readonly size: Term }
  /** As many programs as there are tiles, where another number of them would change what each does. */
  | { readonly kind: 'exact-grid'; readonly programs: Term; readonly rows: Term; readonly columns: Term }
  /** bound ≤ block: one block holds the whole axis. */
  | { readonly kind: 'one-block'; readonly bound: Term; readonly block: Term }
  /** total = quotient · divisor. */
  | { readonly kind: 'divides'; readonly total: Term; readonly divisor: Term; readonly quotient: Term }
  | { readonly kind: 'no-overlap'; readonly tensor: string; readonly dimensions: readonly TensorDimension[] }
  | { readonly kind: 'fits'; readonly tensor: string; readonly dimensions: readonly TensorDimension[] }
  /** Each content x for which `when` holds is at least 0 (and at most `max`, the greatest content). */
  | { readonly kind: 'content'; readonly buffer: string; readonly element: T.VariableTerm; readonly when: Term; readonly max: T.VariableTerm }
  /** The greatest content stays below an extent that other accesses name. */
  | { readonly kind: 'content-below'; readonly max: T.VariableTerm; readonly buffer: string; readonly bound: Term }
  /** Contents do not fall: content(a) ≤ content(c) for a ≤ c < extent. */
  | { readonly kind: 'sorted'; readonly buffer: string; readonly extent: Term }
  /** content(a + 1) − content(a) ≤ bound, for a + 1 < extent: no segment is longer than what programs and lanes reach. */
  | { readonly kind: 'segments-within'; readonly buffer: string; readonly extent: Term; readonly bound: Term }
  /** No two contents are equal. */
  | { readonly kind: 'injective'; readonly buffer: string }
  /** A real scalar that scales indices. */
  | { readonly kind: 'nonnegative'; readonly term: Term }
  /** A real scalar that bounds from below what must not vanish. */
  | { readonly kind: 'positive-real'; readonly term: Term }
  | { readonly kind: 'int32'; readonly bound: Term }
  | { readonly kind: 'claim'; readonly statement: Term; readonly text: string }
);

type PremiseBody = Premise extends infer P ? (P extends Premise ? Omit<P, 'because' | 'unusual' | 'span'> : never) : never;

export const premise = (body: PremiseBody, because: string, unusual: boolean, span: Span | null): Premise =>
  ({ ...body, because, unusual, span }) as Premise;

/** What a premise says of Ints, as hypotheses of proofs. Premises on memory (overlap, size) enter by their definition instead. */
export function statementsOf(p: Premise): readonly Term[] {
  switch (p.kind) {
    case 'positive':
      return [T.lt(T.ZERO, p.term)];
    case 'nonnegative':
      return [T.le(T.real(0), p.term)];
    case 'positive-real':
      return [T.lt(T.real(0), p.term)];
    case 'covering':
      return [T.le(p.bound, T.mul(p.programs, p.size))];
    case 'tight':
      return [T.lt(T.mul(T.sub(p.programs, T.ONE), p.size), p.bound)];
    case 'exact-grid':
      return [T.eq(p.programs, T.mul(p.rows, p.columns))];
    case 'one-block':
      return [T.le(p.bound, p.block)];
    case 'divides':
      return [T.eq(p.total, T.mul(p.quotient, p.divisor)), T.lt(T.ZERO, p.quotient)];
    case 'content':
      return [T.le(T.ZERO, p.max)];
    case 'content-below':
      return [T.lt(p.max, p.bound)];
    case 'claim':
      return [p.statement];
    case 'no-overlap':
    case 'fits':
    case 'injective':
    case 'sorted':
    case 'segments-within':
    case 'int32':
      return [];
    default:
      return T.never(p);
  }
}

/** total = (total div divisor) · divisor, as rules and premises say it. */
export const exactDivision = (total: Term, divisor: Term): Term => T.eq(total, T.mul(T.apply('floordiv', [total, divisor]), divisor));

/** The contract as it grows: each premise once. */
export class Contract {
  private readonly list = new Map<string, Premise>();

  add(p: Premise): void {
    const key = keyOf(p);
    if (!this.list.has(key)) {
      this.list.set(key, p);
    }
  }

  get premises(): readonly Premise[] {
    return [...this.list.values()];
  }

  /** Premises on contents, instantiated at the reads that occur in a term. */
  contentsOf(terms: readonly Term[]): Term[] {
    const about = this.premises.filter(isAboutContents);
    if (about.length === 0) {
      return [];
    }
    const seen = new Set<Term>();
    terms.forEach(t => T.subterms(t, seen));
    const reads = [...seen].filter((t): t is T.ReadTerm => t.kind === 'read' && t.sort === 'Int' && !isUnderBinder(t));
    return about.flatMap(p => instancesOf(p, reads.filter(r => r.buffer === p.buffer)));
  }

  get statements(): Term[] {
    return this.premises.flatMap(statementsOf);
  }
}

function keyOf(p: Premise): string {
  switch (p.kind) {
    case 'positive':
      return `positive ${p.term.id}`;
    case 'nonnegative':
      return `nonnegative ${p.term.id}`;
    case 'positive-real':
      return `positive-real ${p.term.id}`;
    case 'covering':
      return `covering ${p.bound.id} ${p.programs.id} ${p.size.id}`;
    case 'tight':
      return `tight ${p.bound.id} ${p.programs.id} ${p.size.id}`;
    case 'content-below':
      return `content-below ${p.buffer} ${p.bound.id}`;
    case 'exact-grid':
      return `exact-grid ${p.programs.id} ${p.rows.id} ${p.columns.id}`;
    case 'one-block':
      return `one-block ${p.bound.id} ${p.block.id}`;
    case 'divides':
      return `divides ${p.total.id} ${p.divisor.id}`;
    case 'no-overlap':
    case 'fits':
      return `${p.kind} ${p.tensor} ${p.dimensions.map(d => `${d.extent.id}:${d.stride.id}`).join()}`;
    case 'content':
      return `content ${p.buffer} ${p.when.id}`;
    case 'sorted':
    case 'injective':
      return `${p.kind} ${p.buffer}`;
    case 'segments-within':
      return `segments-within ${p.buffer} ${p.bound.id}`;
    case 'int32':
      return `int32 ${p.bound.id}`;
    case 'claim':
      return `claim ${p.statement.id}`;
    default:
      return T.never(p);
  }
}

type AboutContents = Extract<Premise, { kind: 'content' | 'sorted' | 'segments-within' }>;
const isAboutContents = (p: Premise): p is AboutContents => p.kind === 'content' || p.kind === 'sorted' || p.kind === 'segments-within';

/** What a premise says of the contents read. */
function instancesOf(p: AboutContents, reads: readonly T.ReadTerm[]): Term[] {
  const pairs = reads.flatMap(a => reads.filter(c => c !== a).map(c => [a, c] as const));
  const inOrder = (a: T.ReadTerm, c: T.ReadTerm, extent: Term): Term => T.and(T.le(T.ZERO, a.address), T.le(a.address, c.address), T.lt(c.address, extent));
  switch (p.kind) {
    case 'content':
      return reads.map(r => T.implies(T.substitute(p.when, new Map<Term, Term>([[p.element, r]])), T.and(T.le(T.ZERO, r), T.le(r, p.max))));
    case 'sorted':
      return pairs.map(([a, c]) => T.implies(inOrder(a, c, p.extent), T.le(a, c)));
    case 'segments-within':
      return pairs.filter(([a, c]) => T.sub(c.address, a.address) === T.ONE).map(([a, c]) => T.implies(inOrder(a, c, p.extent), T.le(T.sub(c, a), p.bound)));
    default:
      return T.never(p);
  }
}

/** A read at an index that a fold binds says nothing outside of it. */
const isUnderBinder = (r: Term): boolean => T.some(r, u => u.kind === 'variable' && u.name.startsWith('#'));
