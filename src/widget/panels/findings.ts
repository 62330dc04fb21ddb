/** What is wrong or may go wrong: the unsupported construct, the counterexample, the comparison, the hazards. */
import type { Counterexample, Hazard, LiftResult } from '../../engine/result';
import type { PanelContext } from '../context';
import { h, part } from '../dom';
import { lineLink, panel } from '../panel';

const SHOWN = 16;

const numbers = (values: readonly number[]): string =>
  values.slice(0, SHOWN).map(String).join(', ') + (values.length > SHOWN ? `, … (${values.length})` : '');

/** The line itself, with what is meant under-marked. */
function excerpt(source: string, span: readonly [number, number, number, number]): HTMLElement {
  const text = source.split('\n')[span[0] - 1] ?? '';
  const end = span[0] === span[2] ? span[3] : text.length;
  return h(
    'pre',
    { class: part('excerpt') },
    h('span', { class: part('line-number') }, String(span[0])),
    text.slice(0, span[1]),
    h('mark', {}, text.slice(span[1], end)),
    text.slice(end)
  );
}

/** What cannot be lifted, with the line shown. */
export function unsupportedPanel(result: LiftResult, source: string, context: PanelContext): HTMLElement | null {
  const { trans } = context;
  const { unsupported } = result;
  return (
    unsupported &&
    panel(
      context,
      {
        name: 'unsupported',
        title: trans.__('Not supported: %1', unsupported.construct),
        help: trans.__('The construct lies outside the part of Triton that can be lifted. The rest of the kernel was not looked at.')
      },
      h('p', {}, unsupported.message),
      unsupported.span && excerpt(source, unsupported.span)
    )
  );
}

function tensorRows(tensors: Record<string, readonly number[]>, name: string): readonly HTMLElement[] {
  return Object.entries(tensors).map(([tensor, values]) =>
    h('tr', {}, h('th', { scope: 'row' }, name, ' ', h('code', {}, tensor)), h('td', {}, h('code', {}, numbers(values))))
  );
}

const sizesText = (sizes: Record<string, unknown>): string =>
  Object.entries(sizes)
    .map(([name, value]) => `${name} = ${String(value)}`)
    .join(', ');

/** The counterexample as text, to paste into a report. */
const counterexampleText = (found: Counterexample): string =>
  [
    `# ${found.why}`,
    sizesText(found.sizes),
    ...Object.entries(found.tensors).map(([n, v]) => `${n} = [${v.join(', ')}]`),
    ...Object.entries(found.expected).map(([n, v]) => `expected ${n} = [${v.join(', ')}]`),
    ...Object.entries(found.actual).map(([n, v]) => `actual ${n} = [${v.join(', ')}]`)
  ].join('\n');

/** The run that shows the kernel wrong. */
export function counterexamplePanel(result: LiftResult, context: PanelContext): HTMLElement | null {
  const { trans } = context;
  const found = result.counterexample;
  if (!found) {
    return null;
  }
  return panel(
    context,
    {
      name: 'counterexample',
      title: trans.__('Counterexample'),
      help: trans.__('The smallest launch found on which the kernel does not do what is claimed, run on these very tensors.'),
      copies: [{ label: trans.__('Copy counterexample'), text: counterexampleText(found) }]
    },
    h('p', {}, found.why),
    h('p', {}, h('code', {}, sizesText(found.sizes))),
    h(
      'div',
      { class: part('table') },
      h(
        'table',
        {},
        h(
          'tbody',
          {},
          ...tensorRows(found.tensors, trans.__('input')),
          ...tensorRows(found.expected, trans.__('expected')),
          ...tensorRows(found.actual, trans.__('actual'))
        )
      )
    ),
    found.index.length > 0 && h('p', {}, trans.__('First differing index: [%1]', found.index.join(', ')))
  );
}

/** How the kernel compares with the reference. */
export function referencePanel(result: LiftResult, context: PanelContext): HTMLElement | null {
  const { trans } = context;
  const { reference } = result;
  if (!reference) {
    return null;
  }
  const outcomes = {
    'proved-equal': trans.__('✓ Proved equal to the reference.'),
    differs: trans.__('✗ Differs from the reference.'),
    agrees: trans.__('? Agrees with the reference on %1 trials; not proved.', reference.trials)
  };
  return panel(
    context,
    {
      name: 'reference',
      title: trans.__('Comparison'),
      help: trans.__('Whether the kernel and the reference are the same function under the contract.')
    },
    h('p', {}, h('strong', {}, outcomes[reference.outcome] ?? reference.outcome), ' ', reference.why),
    h('p', {}, trans.__('Largest difference: %1 absolute, %2 relative.', reference.maxAbs, reference.maxRel))
  );
}

function hazardItem(hazard: Hazard, at: number, context: PanelContext): HTMLElement {
  const witness = sizesText(
    Object.fromEntries(
      Object.entries(hazard.witness).map(([name, value]) => [name, typeof value === 'object' ? JSON.stringify(value) : value])
    )
  );
  return h(
    'li',
    {},
    h('strong', {}, hazard.kind),
    ' ',
    hazard.text,
    witness && h('code', { class: part('witness') }, witness),
    lineLink(context, `hazard${at}:line`, hazard.span)
  );
}

/** What reals cannot see, each with a witness. */
export function hazardsPanel(result: LiftResult, context: PanelContext): HTMLElement | null {
  const { trans } = context;
  return result.hazards.length === 0
    ? null
    : panel(
        context,
        {
          name: 'hazards',
          title: trans.__('Hazards'),
          help: trans.__(
            'What appears only through rounding or range, and so not in the theorem: each was seen in a run with the kernel’s own types.'
          )
        },
        h('ul', {}, ...result.hazards.map((hazard, at) => hazardItem(hazard, at, context)))
      );
}
