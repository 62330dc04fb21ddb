/**
 * An e-graph that is sound under binders: a class of equal terms has parameters for its free slots, and nodes refer to classes with slots in
 * the place of these. Terms that differ in names of slots are one class; a slot that a class turns out not to depend on is dropped; exchanges
 * of slots under which a class is equal to itself are kept with it. This folder knows nothing of what operators mean.
 *
 * Adding: `store`, `add`, `canonical`. Equalities: `union`, `rebuild`, `facts`, `fold`. Rules: `program`, `machine` (left sides), `template`,
 * `build` (right sides), `rule`, `run`, `scheduler`. Results: `extract`. Explanations: `proof-log` and `add-term` keep every term and equation,
 * `proof-path` and `explain` make steps of them, `replay` and `match-term` check these without a graph.
 */
export { EGraph, type Extraction } from './graph';
export { AT, alphaEquivalent, expr, freeSlots, parseExpr, printExpr, renameSlots, substituteSlot } from './expr';
export type { Step } from './explain';
export { SIZE, type Cost } from './extract';
export { parsePattern, type PatternChild, type PatternTree } from './pattern-text';
export { run, type RuleCount, type RunOptions, type RunReport, type StopReason } from './run';
export { backoff, everything, type BackoffOptions, type Scheduler } from './scheduler';
export { CONSTANT_FOLDING, NO_ANALYSIS, type Analysis, type Answer, type Applied, type ClassId, type Expr, type ExprChild, type GraphOptions, type Match, type Rewrite, type Slot, type SubstituteSlot } from './types';
