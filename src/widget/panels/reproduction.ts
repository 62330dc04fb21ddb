import type { ConstexprValue, LiftResult } from '../../engine/result';
import type { LiftDocument, LiftJob } from '../document';
import type { PanelContext } from '../context';
import { h, part } from '../dom';
import { panel } from '../panel';

const isBare = (text: string): boolean => /^[\w./:=+-]+$/.test(text);

/** An argument as a shell reads it. */
const quote = (text: string): string => (isBare(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

const setting = ([name, value]: readonly [string, ConstexprValue]): string =>
  `--set ${quote(`${name}=${value === null ? 'None' : value === true ? 'True' : value === false ? 'False' : String(value)}`)}`;

/** The command that repeats the lift, given the source in a file. */
export const commandLine = (kernel: string, request: LiftJob): string =>
  ['triton-lift', quote(`kernel.py::${kernel}`), ...Object.entries(request.set ?? {}).map(setting)].join(' ');

const rows = (entries: Readonly<Record<string, number>>, unit: string): string =>
  Object.entries(entries)
    .map(([name, value]) => `${name} ${Math.round(value * 10) / 10}${unit}`)
    .join(' · ');

/** What it takes to see the same again. */
export function reproductionPanel(result: LiftResult, data: LiftDocument, context: PanelContext): HTMLElement {
  const { trans } = context;
  const command = commandLine(result.kernel, data.request);
  const facts: readonly (readonly [string, string])[] = [
    [trans.__('Versions'), [`triton-lift ${data.version}`, data.solver].filter(Boolean).join(' · ')],
    [trans.__('Number model'), result.numberModel],
    [trans.__('Command'), command],
    [trans.__('Time'), rows(result.timings, ' ms')],
    [trans.__('Counts'), rows(result.counts, '')]
  ];
  return panel(
    context,
    {
      name: 'reproduction',
      title: trans.__('Reproduction'),
      help: trans.__('The versions, the command and the request that give this result again.'),
      copies: [
        { label: trans.__('Copy command'), text: command },
        { label: trans.__('Copy source'), text: data.request.source },
        { label: trans.__('Copy result as JSON'), text: JSON.stringify(result, null, 2) }
      ],
      folded: true
    },
    h(
      'dl',
      { class: part('facts') },
      ...facts.filter(([, text]) => text).flatMap(([name, text]) => [h('dt', {}, name), h('dd', {}, h('code', {}, text))])
    )
  );
}
