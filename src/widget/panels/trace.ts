import type { LiftResult, TraceStep } from '../../engine/result';
import type { PanelContext } from '../context';
import { fold, h, part, type Child } from '../dom';
import { lineLink, panel } from '../panel';
import { stageWord } from '../words';

type Stage = { readonly name: string; readonly steps: readonly (TraceStep & { readonly at: number })[] };

/** Steps in a row that belong to one stage. */
function byStage(trace: readonly TraceStep[]): readonly Stage[] {
  const stages: { name: string; steps: (TraceStep & { at: number })[] }[] = [];
  trace.forEach((step, at) => {
    const last = stages.at(-1);
    if (last?.name === step.stage) {
      last.steps.push({ ...step, at });
    } else {
      stages.push({ name: step.stage, steps: [{ ...step, at }] });
    }
  });
  return stages;
}

/** A step is typeset when it is opened: a long trace has hundreds of formulas. */
function formulaOf(step: TraceStep, context: PanelContext): HTMLElement {
  try {
    return h('div', { class: part('step-formula') }, context.typeset(step.latex, step.detail || step.latex));
  } catch {
    return h('code', {}, step.latex);
  }
}

/** A law that fits on the line stands there; anything longer is folded. */
const INLINE_DETAIL = 72;

function stepItem(step: Stage['steps'][number], context: PanelContext): HTMLElement {
  const isInline = step.detail.length <= INLINE_DETAIL && !step.detail.includes('\n');
  const title: readonly Child[] = [
    h('span', { class: part('step-title') }, step.title),
    step.rule && step.rule !== step.title && h('code', { class: part('rule') }, step.rule),
    isInline && step.detail && h('span', { class: part('law') }, step.detail)
  ];
  const body = !isInline && h('p', { class: part('detail') }, step.detail);
  const line = lineLink(context, `step${step.at}:line`, step.span);
  const item =
    body || step.latex ? h('li', {}, fold(title, `${context.key}:step${step.at}`, false, body), line) : h('li', {}, ...title, line);
  const details = item.querySelector('details');
  if (details && step.latex) {
    let done = false;
    details.addEventListener('toggle', () => {
      if (details.open && !done) {
        done = true;
        details.append(formulaOf(step, context));
      }
    });
  }
  if (step.span) {
    context.links.add(item, [step.span]);
  }
  return item;
}

/** How the formula was found, stage by stage. */
export function tracePanel(result: LiftResult, source: HTMLElement | null, context: PanelContext): HTMLElement | null {
  const { trans } = context;
  if (result.trace.length === 0 && !source) {
    return null;
  }
  const stages = byStage(result.trace).map(stage =>
    h(
      'li',
      {},
      h('h4', {}, stageWord(trans, stage.name)),
      h('ol', { class: part('steps') }, ...stage.steps.map(step => stepItem(step, context)))
    )
  );
  return panel(
    context,
    {
      name: 'trace',
      title: trans.__('Trace'),
      help: trans.__(
        'How the formula was found: each step with the rule that allows it and the lines that it is about. Clicking a marked line number shows what comes from that line.'
      ),
      note: trans._n('%1 step', '%1 steps', result.trace.length, result.trace.length),
      copies: [
        {
          label: trans.__('Copy trace'),
          text: result.trace
            .map(step =>
              [`${step.stage}: ${step.title}`, step.rule && `  [${step.rule}]`, step.detail && `\n  ${step.detail}`]
                .filter(Boolean)
                .join('')
            )
            .join('\n')
        }
      ],
      folded: true
    },
    h('div', { class: part('columns') }, h('ol', { class: part('stages') }, ...stages), source)
  );
}
