/** Texts of folds over i < n, in one slot so that their bodies may be the same variable. */

/** ⊕_{i < n, guard} body */
export const fold = (op: string, body: string, guard = '?g', extent = '?n'): string => `(${op} ${extent} (\\ $i ${guard}) (\\ $i ${body}))`;
/** ⊕_{j < m, h} body: over a second range. */
export const overSecond = (op: string, body: string): string => `(${op} ?m (\\ $j ?h) (\\ $j ${body}))`;
export const sum = (body: string, guard = '?g'): string => fold('sum', body, guard);
/** Over the whole range. */
export const total = (body: string): string => fold('sum', body, 'true');
export const square = (x: string): string => `(mul ${x} ${x})`;
export const N = '(toreal ?n)';
