export { EGraph, type Extraction } from './graph';
export { AT, alphaEquivalent, expr, freeSlots, parseExpr, printExpr, renameSlots, substituteSlot } from './expr';
export type { Step } from './explain';
export { SIZE, type Cost } from './extract';
export { parsePattern, type PatternChild, type PatternTree } from './pattern-text';
export { run, type RuleCount, type RunOptions, type RunReport, type StopReason } from './run';
export { backoff, everything, type BackoffOptions, type Scheduler } from './scheduler';
export { CONSTANT_FOLDING, NO_ANALYSIS, type Analysis, type Answer, type Applied, type ClassId, type Expr, type ExprChild, type GraphOptions, type Match, type Rewrite, type Slot, type SubstituteSlot } from './types';
