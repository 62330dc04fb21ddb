/**
 * The result of a lift: the JSON contract of the command line, the widget and the saved notebook alike.
 * `docs/result.schema.json` states the same for other languages; it is made from this file.
 */
import type { Span } from './span';

export type Verdict = 'verified' | 'refuted' | 'unproved' | 'unsupported' | 'error';

export type ConstexprValue = number | string | boolean | null;

/** A subterm with the spans that it comes from; `text` and `latex` of a node are printed from its children. */
export type FormulaTree = {
  readonly id: number;
  readonly text: string;
  readonly latex: string;
  readonly spans: readonly Span[];
  readonly children: readonly FormulaTree[];
};

/** What one store (or group of stores) leaves in a tensor: `tensor[index] = text`, for each index of `domain`. */
export type Output = {
  readonly tensor: string;
  readonly index: readonly string[];
  readonly domain: string;
  readonly domainLatex: string;
  readonly latex: string;
  readonly text: string;
  /** The left-hand side, e.g. `y[i, j]`. */
  readonly target: string;
  readonly targetLatex: string;
  /** Named operator, proved equal to its definition; null where none is known. */
  readonly operator: string | null;
  /** Whether the domain is not a full box from 0: gaps, n − 1, an offset. */
  readonly unusual: boolean;
};

export type Precondition = {
  readonly text: string;
  /** A Python expression over the kernel's arguments, `grid`, `cdiv`: true on the launches that satisfy it. */
  readonly expr: string;
  readonly because: string;
  readonly unusual: boolean;
};

export type ObligationKind = 'in-bounds' | 'coverage' | 'frame' | 'race-free' | 'loop' | 'value' | 'definedness' | 'rewrites' | 'vacuity';
export type ObligationStatus = 'proved' | 'refuted' | 'open';

export type Obligation = {
  readonly id: string;
  readonly kind: ObligationKind;
  readonly statement: string;
  readonly status: ObligationStatus;
  /** Why it is open or refuted; empty when proved. */
  readonly why: string;
  readonly scope: string;
  readonly span: Span | null;
  readonly ms: number;
  /** SMT-LIB text whose `unsat` proves it; several queries are separated by `(reset)`. Empty: proved by a rule, which `by` names. */
  readonly smtlib: string;
  readonly by: string;
};

export type TraceStep = {
  readonly stage: string;
  readonly title: string;
  readonly detail: string;
  readonly latex: string;
  readonly rule: string;
  readonly span: Span | null;
};

export type Hazard = { readonly kind: string; readonly text: string; readonly witness: Record<string, unknown>; readonly span: Span | null };

export type Counterexample = {
  readonly sizes: Record<string, number>;
  readonly tensors: Record<string, readonly number[]>;
  readonly expected: Record<string, readonly number[]>;
  readonly actual: Record<string, readonly number[]>;
  readonly index: readonly number[];
  readonly why: string;
};

export type Unsupported = { readonly construct: string; readonly span: Span | null; readonly message: string };

export type LiftResult = {
  readonly schema: 1;
  readonly numberModel: 'real';
  readonly kernel: string;
  readonly variant: Readonly<Record<string, ConstexprValue>>;
  readonly verdict: Verdict;
  /** One sentence on the verdict: scope, or what is open, or what is not supported. */
  readonly summary: string;
  readonly outputs: readonly Output[];
  readonly torch: string;
  readonly preconditions: readonly Precondition[];
  readonly inPlace: readonly { readonly input: string; readonly output: string; readonly safe: boolean | null }[];
  readonly reference: null | { readonly outcome: 'proved-equal' | 'differs' | 'agrees'; readonly trials: number; readonly maxAbs: number; readonly maxRel: number; readonly where: readonly number[]; readonly why: string };
  readonly assumptions: readonly string[];
  readonly obligations: readonly Obligation[];
  readonly trace: readonly TraceStep[];
  readonly hazards: readonly Hazard[];
  readonly formula: readonly FormulaTree[];
  readonly counterexample: Counterexample | null;
  readonly unsupported: Unsupported | null;
  readonly timings: Readonly<Record<string, number>>;
  readonly counts: Readonly<Record<string, number>>;
};

/** What to lift. */
export type LiftRequest = {
  /** Python source that defines the kernel, its helpers and constants. */
  readonly source: string;
  /** Kernel name; absent: each kernel that the source defines. */
  readonly kernel?: string;
  /** Values of constexpr parameters (`--set`). */
  readonly set?: Readonly<Record<string, ConstexprValue>>;
  /** Parts of synthesis to do without (`--no-top-down` and so on); absent: none. */
  readonly synthesis?: SynthesisOptions;
  /** The formula as the kernel computes it, without the textbook form (`--raw`). */
  readonly raw?: boolean;
};

/** Which parts of synthesis are used: switches for measuring what each is worth. */
export type SynthesisOptions = {
  /** Decomposition: laws that match the update, and the specification that unrolling gives, taken apart by its root operators. */
  readonly topDown: boolean;
  /** Enumeration of the grammar by size. */
  readonly bottomUp: boolean;
  /** Candidates that no sample tells apart from a smaller one are dropped, and atoms that the specification does not mention. */
  readonly pruning: boolean;
};

export type Progress = { readonly kernel: string; readonly stage: string; readonly done: number; readonly total: number };

/** Everything that the pipeline takes from outside. */
export type LiftContext = {
  readonly solver: import('./verify/solver').Solver;
  readonly now: () => number;
  /** How long the search for the textbook form of a kernel may take, in ms; it ends earlier by counts, the same on every machine. */
  readonly formMilliseconds?: number;
  readonly progress?: (event: Progress) => void;
};
