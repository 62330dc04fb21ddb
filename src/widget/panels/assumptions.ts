import type { LiftResult } from '../../engine/result';
import type { PanelContext } from '../context';
import { h } from '../dom';
import { panel } from '../panel';

/** What the theorem takes for granted. */
export function assumptionsPanel(result: LiftResult, context: PanelContext): HTMLElement | null {
  const { trans } = context;
  const { assumptions } = result;
  return assumptions.length === 0
    ? null
    : panel(
        context,
        {
          name: 'assumptions',
          title: trans.__('Assumptions'),
          help: trans.__(
            'Where the theorem idealises the machine: tensor values are real numbers, and each cast or constant that was read as a mathematical one is listed.'
          ),
          note: String(assumptions.length),
          copies: [{ label: trans.__('Copy assumptions'), text: assumptions.join('\n') }],
          folded: true
        },
        h('ul', {}, ...assumptions.map(assumption => h('li', {}, assumption)))
      );
}
