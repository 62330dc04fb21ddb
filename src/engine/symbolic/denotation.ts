/** What a kernel means as terms: its guarded stores, and the loads, claims and barriers that the proofs need to know of. */
import { variable, type Sort, type Term, type VariableTerm } from '../term';
import type { AtomicOp } from '../triton/domain';
import type { Span } from '../span';
import { GRID, type Argument } from './lifted';

/** The variables of program ids. */
export const PROGRAM: readonly VariableTerm[] = [0, 1, 2].map(axis => variable(`pid[${axis}]`, 'Int'));
/** The name of a program, lane or counter as a reader sees it. */
export const spoken = (v: VariableTerm): string => v.name.replace(/%\d+$/, '');
/** The variable of the lane along a block's axis, counted from the last axis. One name for all blocks makes broadcasting free. */
export const lane = (fromLast: number): VariableTerm => variable(`lane[${fromLast}]`, 'Int');

const LANE = /^lane\[(\d+)\]$/;
export const isLane = (t: Term): t is VariableTerm => t.kind === 'variable' && LANE.test(t.name);
export const isProgram = (t: Term): t is VariableTerm => t.kind === 'variable' && /^pid\[\d\]$/.test(t.name);

/** One access to memory, over lanes [0, shape_d) and program ids. `order` is its place in the program. */
export type Access = {
  readonly buffer: string;
  readonly address: Term;
  /** Mask and path condition. */
  readonly guard: Term;
  /** Extents of the lanes, first axis first. */
  readonly shape: readonly Term[];
  readonly span: Span;
  readonly order: number;
  /** Counters of the loops around it, outermost first, each over [0, trips). Its guard says that each iteration takes place. */
  readonly loops: readonly LoopCounter[];
  /** The programs, each over [0, trips), where they are numbered otherwise than by the launch grid; absent: pid[0], pid[1], pid[2]. */
  readonly programs?: readonly LoopCounter[];
};

export type LoopCounter = { readonly variable: VariableTerm; readonly trips: Term };

/** A law of a combine function: an equation over variables of its own. */
export type Equation = { readonly law: string; readonly left: Term; readonly right: Term };

/** A combine function, as far as the order in which it is applied must not matter. */
export type Combination = {
  readonly equations: readonly Equation[];
  /** The variables of the equations, one list for each operand. */
  readonly operands: readonly (readonly Term[])[];
  /** The first two operands combined. */
  readonly both: readonly Term[];
  /** The components that are only ever added up. Where one is a count, the equations need hold for counts only. */
  readonly summed: readonly number[];
};

/** `element`: one of what is combined, component by component; finite where the equations calculate. */
export type Need = 'finite' | 'element' | 'defined';

/** A carried value of a loop and the law by which its closed form was found. */
export type Summary = {
  readonly name: string;
  readonly span: Span;
  readonly law: string;
  readonly statement: string;
  readonly value: Term;
  /** Whether the law's own side condition was shown, and if not, why. */
  readonly open: string;
  /** What must hold of terms for the law to hold, under the guard of the iteration. */
  readonly finite: readonly { readonly term: Term; readonly need: Need; readonly guard: Term; readonly counters: readonly LoopCounter[]; readonly shape: readonly Term[]; readonly programs?: readonly LoopCounter[] }[];
  /** How the closed form was guessed; empty where a law gives it. */
  readonly how?: string;
  /** The combine function whose laws must hold. */
  readonly combination?: Combination;
};

/** `sees`: the orders of the program's own earlier stores that are part of the content read. */
export type Load = Access & { readonly sort: Sort; readonly sees: readonly number[] };

/** The programs as a launch numbers them. */
export const launchedPrograms = (): readonly LoopCounter[] => PROGRAM.map((program, axis) => ({ variable: program, trips: variable(GRID[axis], 'Int') }));

/** A barrier, and the path on which it stands. */
export type Barrier = { readonly order: number; readonly guard: Term };

/** A store or atomic: argument, address, guard, value, binders. */
export type Effect = Access & { readonly atomic: AtomicOp | null; readonly value: Term };

export type Claim = { readonly statement: Term; readonly text: string; readonly guard: Term; readonly span: Span };

/** Programs numbered otherwise than by the launch grid, along a bijection. */
export type Renumbering = {
  readonly programs: readonly LoopCounter[];
  /** Names of what is gone: program ids, and what took their place in between. */
  readonly replaced: ReadonlySet<string>;
  /** What of the launch it takes to be a bijection. */
  readonly needs: readonly LaunchNeed[];
};

export type LaunchNeed =
  /** As many programs as there are rows · columns. */
  | { readonly kind: 'exact'; readonly programs: Term; readonly rows: Term; readonly columns: Term }
  /** A whole number of rows of programs. */
  | { readonly kind: 'whole-rows'; readonly total: Term; readonly divisor: Term }
  /** No more programs than the step by which they take what is dealt out, and no fewer than that or the number of what is dealt out. */
  | { readonly kind: 'dealt'; readonly programs: Term; readonly step: Term; readonly count: Term };

export type Denotation = {
  readonly kernel: string;
  readonly arguments: readonly Argument[];
  readonly effects: readonly Effect[];
  /** Parts of stores that a later store of the same program overwrites: no output, but there for others to read meanwhile. */
  readonly overwritten?: readonly Effect[];
  readonly loads: readonly Load[];
  readonly claims: readonly Claim[];
  readonly barriers: readonly Barrier[];
  /** Products of runtime integers of 32 bits: they may not overflow. */
  readonly products: readonly { readonly value: Term; readonly guard: Term; readonly shape: readonly Term[]; readonly span: Span; readonly loops: readonly LoopCounter[] }[];
  /** Closed forms of loop-carried values. */
  readonly summaries: readonly Summary[];
  /** Steps of loops, which must be positive. */
  readonly steps: readonly Term[];
  readonly assumptions: ReadonlySet<string>;
  readonly renumbering?: Renumbering;
  /** Spans from which a term came, for linking a formula to its source. */
  readonly spans: ReadonlyMap<Term, readonly Span[]>;
};
