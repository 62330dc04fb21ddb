import type { Span } from '../../engine/span';
import type { PanelContext } from '../context';
import { button, h, part } from '../dom';

/** The source with its lines numbered. Spans light up lines; numbers of lines that something comes from lead back to it. */
export function sourcePane(source: string, context: PanelContext): HTMLElement {
  const { trans, links, key } = context;
  const rows = source
    .replace(/\n$/, '')
    .split('\n')
    .map((text, at) => {
      const line = at + 1;
      const number = links.hasLine(line)
        ? button(String(line), `${key}:source${line}`, () => links.showLine(line), {
            class: part('line-number'),
            'aria-label': trans.__('Show what comes from line %1', line)
          })
        : h('span', { class: part('line-number') }, String(line));
      return h('div', { class: part('line') }, number, h('code', {}, text || ' '));
    });
  const pane = h(
    'div',
    { class: part('source'), tabindex: 0, role: 'region', 'aria-label': trans.__('Source of the kernel'), 'data-key': `${key}:source` },
    ...rows
  );
  links.onShow = (spans: readonly Span[], reveal) => {
    const lit = (line: number): boolean => spans.some(span => span[0] <= line && line <= span[2]);
    rows.forEach((row, at) => row.classList.toggle('jp-mod-lit', lit(at + 1)));
    const first = rows.find((_, at) => lit(at + 1));
    if (first && reveal) {
      pane.closest('details')?.setAttribute('open', '');
      // Only the pane scrolls, then the page as little as it must: the reader's place is theirs.
      pane.scrollTop = first.offsetTop - pane.offsetTop - pane.clientHeight / 3;
      pane.scrollIntoView({ block: 'nearest' });
    }
  };
  return pane;
}
