import type { LiftResult } from '../../engine/result';
import type { PanelContext } from '../context';
import { h, part } from '../dom';
import { look, verdictWords } from '../words';

const proved = (result: LiftResult): number => result.obligations.filter(obligation => obligation.status === 'proved').length;

const badge = (text: string, ...modifiers: readonly string[]): HTMLElement => h('li', { class: part('badge', ...modifiers) }, text);

/** Counts, the bad news first. A hazard never hides behind `verified`. */
function badges(result: LiftResult, { trans }: PanelContext): readonly HTMLElement[] {
  const hazards = result.hazards.length;
  const unusual = result.preconditions.filter(condition => condition.unusual).length;
  const all = result.obligations.length;
  const usual = result.preconditions.length - unusual;
  return [
    hazards > 0 && badge(trans._n('⚠ %1 hazard', '⚠ %1 hazards', hazards, hazards), 'warning'),
    unusual > 0 && badge(trans._n('⚠ %1 unusual precondition', '⚠ %1 unusual preconditions', unusual, unusual), 'warning'),
    all > 0 && badge(trans._n('%1 of %2 obligation proved', '%1 of %2 obligations proved', all, proved(result), all)),
    usual > 0 && badge(trans._n('%1 precondition', '%1 preconditions', usual, usual)),
    result.assumptions.length > 0 &&
      badge(trans._n('%1 assumption', '%1 assumptions', result.assumptions.length, result.assumptions.length))
  ].filter(item => item !== false);
}

const printed = (value: unknown): string => (value === true ? 'True' : value === false ? 'False' : value === null ? 'None' : String(value));

/** The values of constexpr switches that tell one variant from another: `HAS_BIAS=True`. */
export const variantLabel = (result: LiftResult): string =>
  Object.entries(result.variant)
    .map(([name, value]) => `${name}=${printed(value)}`)
    .join(', ');

/** Word, icon, one sentence, counts. */
export function verdictPanel(result: LiftResult, context: PanelContext): HTMLElement {
  const { word, icon, meaning } = look(verdictWords(context.trans), result.verdict, { word: result.verdict, icon: '?', meaning: '' });
  const variant = variantLabel(result);
  return h(
    'header',
    { class: part('verdict', result.verdict) },
    h('span', { class: part('verdict-icon'), 'aria-hidden': 'true' }, icon),
    h(
      'div',
      { class: part('verdict-text') },
      h('h2', { title: meaning }, word, h('code', {}, result.kernel), variant && h('span', { class: part('variant') }, variant)),
      h('p', {}, result.summary || meaning),
      h('ul', { class: part('badges') }, ...badges(result, context))
    )
  );
}
