export * from './term';
export { countsOf, memoised, ownWrittenSize, substitution, writtenSize } from './sharing';
export * as Q from './rational';
export { operations, operationRow, folds, foldRow, roundHalfEven, erf } from './operations';
export * from './philox';
export type { OperationRow, Domain, FoldRow } from './operations';
