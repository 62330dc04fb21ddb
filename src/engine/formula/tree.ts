/** The tagged tree of a formula: each subterm with its text, its LaTeX and the places in the source that it comes from. */
import type { FormulaTree } from '../result';
import type { Span } from '../span';
import type { Term } from '../term';
import { arrange } from './arrange';
import { viewLatex } from './latex';
import { viewText } from './text';
import { parts, type Display, type View } from './view';

/** The tree of a term; ids count from 0 in reading order. */
export function formulaTree(term: Term, display: Display, spans: ReadonlyMap<Term, readonly Span[]> = new Map()): FormulaTree {
  let next = 0;
  const build = (view: View): FormulaTree => ({
    id: next++,
    text: viewText(view),
    latex: viewLatex(view),
    spans: view.term ? spans.get(view.term) ?? [] : [],
    children: parts(view).map(build)
  });
  return build(arrange(term, display));
}
