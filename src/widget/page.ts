/** The page that users see: a pure function from results to nodes. The widget and the renderer of saved notebooks both show it. */
import type { LiftResult } from '../engine/result';
import type { PanelContext } from './context';
import type { LiftDocument } from './document';
import { button, h, part } from './dom';
import { SourceLinks } from './links';
import { assumptionsPanel } from './panels/assumptions';
import { contractPanel } from './panels/contract';
import { counterexamplePanel, hazardsPanel, referencePanel, unsupportedPanel } from './panels/findings';
import { formulaPanel } from './panels/formula';
import { obligationsPanel } from './panels/obligations';
import { reproductionPanel } from './panels/reproduction';
import { sourcePane } from './panels/source';
import { tracePanel } from './panels/trace';
import { variantLabel, verdictPanel } from './panels/verdict';
import { look, verdictWords, type Translator } from './words';

export type PageOptions = Pick<PanelContext, 'trans' | 'typeset' | 'copy'> & {
  /** Tells this page from others in the document: its ids and keys start with it. */
  readonly id: string;
};

function resultPage(result: LiftResult, data: LiftDocument, key: string, options: PageOptions): HTMLElement {
  const context: PanelContext = { ...options, key, links: new SourceLinks() };
  const { source } = data.request;
  const before = [
    verdictPanel(result, context),
    unsupportedPanel(result, source, context),
    counterexamplePanel(result, context),
    formulaPanel(result, context),
    referencePanel(result, context),
    hazardsPanel(result, context),
    contractPanel(result, context),
    obligationsPanel(result, context)
  ];
  const trace = tracePanel(result, null, context);
  // The source pane is built last: only then is it known which lines something comes from.
  trace?.querySelector(`.${part('columns')}`)?.append(sourcePane(source, context));
  const after = [trace, assumptionsPanel(result, context), reproductionPanel(result, data, context)];
  return h('article', { class: part('result'), 'aria-label': result.kernel }, ...before, ...after);
}

function tabLabel(result: LiftResult, trans: Translator): readonly (HTMLElement | string)[] {
  const { word, icon } = look(verdictWords(trans), result.verdict, { word: result.verdict, icon: '?', meaning: '' });
  const variant = variantLabel(result);
  return [
    h('span', { class: part('tab-icon', result.verdict), role: 'img', 'aria-label': word }, icon),
    ' ',
    result.kernel,
    variant ? ` (${variant})` : ''
  ];
}

/** Arrow keys walk the tabs, as the ARIA practice for tab lists has it. */
function walk(tabs: readonly HTMLElement[], event: KeyboardEvent): void {
  const at = tabs.findIndex(tab => tab === event.currentTarget);
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 1, ArrowUp: -1 }[event.key];
  const to =
    event.key === 'Home' ? 0 : event.key === 'End' ? tabs.length - 1 : step === undefined ? null : (at + step + tabs.length) % tabs.length;
  if (to !== null) {
    event.preventDefault();
    event.stopPropagation();
    tabs[to].focus();
    tabs[to].click();
  }
}

function tabbed(data: LiftDocument, options: PageOptions): readonly HTMLElement[] {
  const host = h('div', { class: part('tab-panel'), role: 'tabpanel', id: `${options.id}-panel` });
  const pages = new Map<number, HTMLElement>();
  const select = (at: number): void => {
    tabs.forEach((tab, other) => {
      tab.setAttribute('aria-selected', String(other === at));
      tab.tabIndex = other === at ? 0 : -1;
    });
    // Built when first looked at: sixteen variants are sixteen pages.
    const page = pages.get(at) ?? resultPage(data.results[at], data, `${options.id}:${at}`, options);
    pages.set(at, page);
    host.replaceChildren(page);
  };
  const tabs: readonly HTMLButtonElement[] = data.results.map((result, at) => {
    const tab = button('', `${options.id}:tab${at}`, () => select(at), {
      role: 'tab',
      class: part('tab'),
      'aria-controls': `${options.id}-panel`
    });
    tab.replaceChildren(...tabLabel(result, options.trans));
    tab.addEventListener('keydown', event => walk(tabs, event));
    return tab;
  });
  select(0);
  return [h('div', { class: part('tabs'), role: 'tablist', 'aria-label': options.trans.__('Kernels and variants') }, ...tabs), host];
}

/** The page of a lift: one result, or a tab for each kernel and variant. */
export function renderPage(data: LiftDocument, options: PageOptions): HTMLElement {
  const { trans } = options;
  const content =
    data.results.length === 0
      ? [h('p', { class: part('message') }, trans.__('No Triton kernel was found: nothing here is decorated with @triton.jit.'))]
      : data.results.length === 1
        ? [resultPage(data.results[0], data, `${options.id}:0`, options)]
        : tabbed(data, options);
  return h('div', { class: part('page') }, ...content);
}
