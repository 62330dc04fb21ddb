import type { LiftResult, Obligation } from '../../engine/result';
import type { PanelContext } from '../context';
import { h, part } from '../dom';
import { copyButton, lineLink, panel } from '../panel';
import { look, obligationWords, statusWords } from '../words';

const time = (ms: number): string => (ms < 1 ? '< 1 ms' : ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`);

function row(obligation: Obligation, at: number, context: PanelContext): HTMLElement {
  const { trans, links } = context;
  const status = look(statusWords(trans), obligation.status, { word: obligation.status, icon: '?', meaning: '' });
  const line = h(
    'tr',
    { class: `jp-mod-${obligation.status}` },
    h('td', { class: part('status'), title: status.meaning }, h('span', { 'aria-hidden': 'true' }, status.icon), ' ', status.word),
    h(
      'td',
      {},
      h('strong', {}, look(obligationWords(trans), obligation.kind, obligation.kind)),
      h('span', { class: part('statement') }, obligation.statement),
      obligation.why && h('span', { class: part('because') }, obligation.why),
      obligation.by && h('span', { class: part('because') }, trans.__('by %1', obligation.by))
    ),
    h('td', {}, obligation.scope),
    h('td', { class: part('number') }, time(obligation.ms)),
    h(
      'td',
      { class: part('actions') },
      lineLink(context, `obligation${at}:line`, obligation.span),
      obligation.smtlib && copyButton(context, `obligation${at}:smt`, { label: trans.__('Copy SMT-LIB'), text: obligation.smtlib })
    )
  );
  if (obligation.span) {
    links.add(line, [obligation.span]);
  }
  return line;
}

/** Every claim that the verdict rests on, with what it takes to check it elsewhere. */
export function obligationsPanel(result: LiftResult, context: PanelContext): HTMLElement | null {
  const { trans } = context;
  const { obligations } = result;
  if (obligations.length === 0) {
    return null;
  }
  const proved = obligations.filter(obligation => obligation.status === 'proved').length;
  const heads = [trans.__('Status'), trans.__('Obligation'), trans.__('Scope'), trans.__('Time'), trans.__('Check it')];
  return panel(
    context,
    {
      name: 'obligations',
      title: trans.__('Obligations'),
      help: trans.__(
        'The claims that together make the formula a theorem. Each can be copied as SMT-LIB and given to another solver: it should answer "unsat".'
      ),
      note: trans.__('%1 of %2 proved', proved, obligations.length),
      folded: proved === obligations.length
    },
    h(
      'div',
      { class: part('table') },
      h(
        'table',
        {},
        h('thead', {}, h('tr', {}, ...heads.map(head => h('th', { scope: 'col' }, head)))),
        h('tbody', {}, ...obligations.map((obligation, at) => row(obligation, at, context)))
      )
    )
  );
}
