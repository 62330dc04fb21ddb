/** Subjects whose proofs are inductions; they are tested apart, so that two processes share the work. */
export const OF_FOLDS: readonly string[] = ['folds', 'fold extrema', 'statistics', 'shifts', 'conventions', 'activations'];
