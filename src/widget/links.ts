/** Links between what a panel shows and the lines of the source that it comes from, in both directions. */
import type { Span } from '../engine/span';

/** First and last line of a span. */
const covers = (span: Span, line: number): boolean => span[0] <= line && line <= span[2];

const LINKED = 'jp-mod-linked';

/** The registry of one page. Lines ask for elements, elements ask for lines. */
export class SourceLinks {
  /** An element that comes from these spans. */
  add(element: Element, spans: readonly Span[]): void {
    if (spans.length > 0) {
      this.entries.push({ element, spans });
    }
  }

  /** Told which spans to show; the source pane listens. */
  onShow: (spans: readonly Span[], reveal: boolean) => void = () => undefined;

  /** Marks the lines of `spans`; `reveal` also opens the pane and scrolls to them. */
  show(spans: readonly Span[], reveal: boolean): void {
    this.onShow(spans, reveal);
  }

  hasLine(line: number): boolean {
    return this.entries.some(entry => entry.spans.some(span => covers(span, line)));
  }

  /** Marks everything that comes from a line, opens what hides it, and goes to the first. */
  showLine(line: number): void {
    const hits = this.entries.filter(entry => entry.spans.some(span => covers(span, line))).map(entry => entry.element);
    this.entries.forEach(entry => entry.element.classList.toggle(LINKED, hits.includes(entry.element)));
    hits[0]?.closest('details')?.setAttribute('open', '');
    hits[0]?.scrollIntoView({ block: 'nearest' });
  }

  private readonly entries: { readonly element: Element; readonly spans: readonly Span[] }[] = [];
}
