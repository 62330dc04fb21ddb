import type { FormulaTree, LiftResult, Output } from '../../engine/result';
import { allTerms, markedLatex, pieces, type Piece } from '../annotate';
import type { PanelContext } from '../context';
import { h, part, type Child } from '../dom';
import { panel } from '../panel';
import { markTerm, TERM_ATTRIBUTE } from '../mark-term';

const equation = (output: Output): string => `${output.target} = ${output.text}`;
const equationLatex = (output: Output): string => `${output.targetLatex} = ${output.latex}`;

/** Typeset with subterms marked where the tree allows it; plainly where the marked LaTeX does not typeset; as text as a last resort. */
function typeset(output: Output, tree: FormulaTree | undefined, context: PanelContext): Element {
  const candidates = [
    ...(tree && tree.latex === output.latex ? [`${output.targetLatex} = ${markTerm(tree.id, markedLatex(tree, markTerm))}`] : []),
    equationLatex(output)
  ];
  for (const latex of candidates) {
    try {
      const picture = context.typeset(latex, equation(output));
      if (!picture.querySelector('[data-mml-node="merror"]')) {
        return picture;
      }
    } catch {
      // The next candidate is plainer.
    }
  }
  return h('code', {}, equation(output));
}

/** Pointing at a subterm marks its lines; clicking opens them. */
function linkTerms(picture: Element, tree: FormulaTree | undefined, { links }: PanelContext): void {
  const terms = new Map((tree ? allTerms(tree) : []).map(term => [String(term.id), term]));
  for (const group of picture.querySelectorAll(`[${TERM_ATTRIBUTE}]`)) {
    const term = terms.get(group.getAttribute(TERM_ATTRIBUTE) ?? '');
    if (term && term.spans.length > 0) {
      group.classList.add(part('term'));
      links.add(group, term.spans);
      group.addEventListener('mouseover', event => {
        event.stopPropagation();
        links.show(term.spans, false);
      });
      group.addEventListener('click', event => {
        event.stopPropagation();
        links.show(term.spans, true);
      });
    }
  }
}

/** The same subterms for the keyboard: the formula as text, each linked subterm a place to stop at. */
function linkedText(list: readonly Piece[], context: PanelContext): readonly Child[] {
  return list.map(piece => {
    if (piece.kind === 'text') {
      return piece.text;
    }
    const { term } = piece;
    const children = linkedText(piece.pieces, context);
    if (term.spans.length === 0) {
      return h('span', {}, ...children);
    }
    const element = h('span', { class: part('term'), tabindex: 0, 'data-key': `${context.key}:term${term.id}` }, ...children);
    const show = (event: Event): void => {
      event.stopPropagation();
      context.links.show(term.spans, event.type !== 'mouseover');
    };
    element.addEventListener('focus', show);
    element.addEventListener('mouseover', show);
    context.links.add(element, term.spans);
    return element;
  });
}

function domain(output: Output, context: PanelContext): HTMLElement | null {
  const { trans } = context;
  if (!output.domain) {
    return null;
  }
  const picture = ((): Element => {
    try {
      return context.typeset(output.domainLatex, output.domain);
    } catch {
      return h('code', {}, output.domain);
    }
  })();
  return h(
    'p',
    { class: part('domain', ...(output.unusual ? ['unusual'] : [])) },
    output.unusual ? trans.__('only for') : trans.__('for'),
    ' ',
    picture
  );
}

function outputBlock(result: LiftResult, at: number, context: PanelContext): HTMLElement {
  const output = result.outputs[at];
  const tree = result.formula.at(at);
  const picture = typeset(output, tree, context);
  linkTerms(picture, tree, context);
  const isLinked = tree && tree.text === output.text && allTerms(tree).some(term => term.spans.length > 0);
  const text = isLinked ? linkedText([{ kind: 'term', term: tree, pieces: pieces(tree, 'text') }], context) : [output.text];
  return h(
    'div',
    { class: part('output') },
    output.operator && h('p', { class: part('operator') }, context.trans.__('This is '), h('code', {}, output.operator)),
    h(
      'div',
      {
        class: part('equation'),
        tabindex: 0,
        role: 'group',
        'aria-label': context.trans.__('Formula for %1', output.tensor),
        'data-key': `${context.key}:equation${at}`
      },
      picture
    ),
    domain(output, context),
    h('p', { class: part('plain') }, `${output.target} = `, ...text)
  );
}

/** Each output, typeset; to copy as LaTeX, text or PyTorch. */
export function formulaPanel(result: LiftResult, context: PanelContext): HTMLElement | null {
  const { trans } = context;
  if (result.outputs.length === 0) {
    return null;
  }
  const lines = (print: (output: Output) => string, separator: string): string => result.outputs.map(print).join(separator);
  return panel(
    context,
    {
      name: 'formula',
      title: trans._n('Formula', 'Formulas', result.outputs.length),
      help: trans.__(
        'What the kernel leaves in each tensor that it writes, for every index of the domain; nothing else is changed. Pointing at a part shows the lines that it comes from.'
      ),
      copies: [
        { label: trans.__('Copy LaTeX'), text: lines(equationLatex, ' \\\\\n') },
        { label: trans.__('Copy text'), text: lines(output => `${equation(output)}  for ${output.domain}`, '\n') },
        ...(result.torch ? [{ label: trans.__('Copy PyTorch'), text: result.torch }] : [])
      ]
    },
    ...result.outputs.map((_, at) => outputBlock(result, at, context))
  );
}
