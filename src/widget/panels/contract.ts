import type { LiftResult, Precondition } from '../../engine/result';
import type { PanelContext } from '../context';
import { h, part } from '../dom';
import { panel } from '../panel';

/** The contract as a guard for a launcher. The expressions speak of argument names, `grid` and `cdiv`. */
export const pythonAsserts = (preconditions: readonly Precondition[]): string =>
  preconditions
    .map(condition => `assert ${condition.expr}, ${JSON.stringify(`violates the kernel's contract: ${condition.text}`)}`)
    .join('\n');

function row(condition: Precondition, { trans }: PanelContext): HTMLElement {
  return h(
    'li',
    { class: condition.unusual ? 'jp-mod-unusual' : null },
    condition.unusual && h('span', { class: part('flag') }, trans.__('⚠ unusual')),
    h('code', {}, condition.text),
    condition.because && h('span', { class: part('because') }, condition.because)
  );
}

function aliasing(result: LiftResult, { trans }: PanelContext): readonly HTMLElement[] {
  const sentence = (safe: boolean | null, input: string, output: string): string =>
    safe === true
      ? trans.__('%1 and %2 may be the same tensor (safe in place).', input, output)
      : safe === false
        ? trans.__('%1 and %2 must not be the same tensor.', input, output)
        : trans.__('Whether %1 and %2 may be the same tensor is not known.', input, output);
  return result.inPlace.map(({ input, output, safe }) => h('li', {}, sentence(safe, input, output)));
}

/** What a launch has to satisfy; the unusual ones first, as warnings. */
export function contractPanel(result: LiftResult, context: PanelContext): HTMLElement | null {
  const { trans } = context;
  if (result.outputs.length === 0 && result.preconditions.length === 0) {
    return null;
  }
  const ordered = [...result.preconditions].sort((a, b) => Number(b.unusual) - Number(a.unusual));
  const pairs = aliasing(result, context);
  return panel(
    context,
    {
      name: 'contract',
      title: trans.__('Launch contract'),
      help: trans.__(
        'What must hold of the sizes, strides and grid of a launch for the formula to be what the kernel computes. The unusual ones are those that a caller would not expect.'
      ),
      copies: ordered.length > 0 ? [{ label: trans.__('Copy Python asserts'), text: pythonAsserts(ordered) }] : []
    },
    ordered.length > 0
      ? h('ul', { class: part('conditions') }, ...ordered.map(condition => row(condition, context)))
      : h('p', {}, trans.__('Any launch will do.')),
    pairs.length > 0 && h('ul', { class: part('aliasing') }, ...pairs)
  );
}
