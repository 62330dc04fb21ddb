export { argumentDisplay, describePiece, pieceDisplay, pieceTree } from './output';
export { formulaTree } from './tree';
export { termLatex, viewLatex } from './latex';
export { termText, viewText } from './text';
export { arrange } from './arrange';
export { torchSource } from './torch';
export { latexName } from './names';
export type { Display, View } from './view';
