/** The frame that all panels share: a heading with its "?", buttons that copy, a body. */
import type { Span } from '../engine/span';
import type { PanelContext } from './context';
import { button, fold, h, part, type Child } from './dom';

export type Copy = { readonly label: string; readonly text: string };

export type PanelOptions = {
  readonly name: string;
  readonly title: string;
  readonly help: string;
  readonly copies?: readonly Copy[];
  /** Absent: always open. */
  readonly folded?: boolean;
  /** Beside the title, e.g. a count. */
  readonly note?: string;
};

const COPIED_MS = 1500;

/** A button that copies text and says so, also to a screen reader. */
export function copyButton(context: PanelContext, key: string, { label, text }: Copy): HTMLElement {
  const { trans } = context;
  const status = h('span', { class: part('copied'), role: 'status' });
  const copy = async (): Promise<void> => {
    const done = await context.copy(text).then(
      () => true,
      () => false
    );
    status.textContent = done ? trans.__('Copied') : trans.__('Copying is not allowed here');
    setTimeout(() => (status.textContent = ''), COPIED_MS);
  };
  return h(
    'span',
    { class: part('copy') },
    button(label, `${context.key}:${key}`, () => void copy()),
    status
  );
}

/** A link to the source lines that something comes from. */
export function lineLink(context: PanelContext, key: string, span: Span | null): HTMLElement | null {
  if (!span) {
    return null;
  }
  const { trans, links } = context;
  const label = span[0] === span[2] ? trans.__('line %1', span[0]) : trans.__('lines %1–%2', span[0], span[2]);
  const link = button(label, `${context.key}:${key}`, () => links.show([span], true), { class: part('line-link') });
  link.addEventListener('mouseenter', () => links.show([span], false));
  return link;
}

/** A panel of the page. */
export function panel(context: PanelContext, options: PanelOptions, ...body: readonly Child[]): HTMLElement {
  const { name, title, help, copies = [], folded, note } = options;
  const id = `${context.key}:${name}`;
  const question = h(
    'details',
    { class: part('help'), 'data-key': `${id}:help` },
    h('summary', { 'aria-label': context.trans.__('What is this? %1', title), title: context.trans.__('What is this?') }, '?'),
    h('p', {}, help)
  );
  const heading = h('h3', {}, title, note ? h('span', { class: part('note') }, note) : null);
  const tools =
    copies.length > 0 && h('div', { class: part('tools') }, ...copies.map((copy, at) => copyButton(context, `${name}:copy${at}`, copy)));
  const section = (...children: readonly Child[]): HTMLElement =>
    h('section', { class: `${part('panel')} ${part(name)}`, 'aria-label': title }, ...children);
  if (folded === undefined) {
    return section(h('div', { class: part('heading') }, heading, question), ...body, tools);
  }
  return section(
    h('div', { class: part('heading') }, fold([heading], id, !folded, h('div', { class: part('body') }, ...body, tools)), question)
  );
}
