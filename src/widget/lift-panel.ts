/** A session on screen: progress, then the page. The widget's view and the side panel both are one. */
import { UUID } from '@lumino/coreutils';
import { Widget } from '@lumino/widgets';
import { copyText } from './clipboard';
import type { LiftDocument } from './document';
import { h, part, replaceContent } from './dom';
import { renderPage } from './page';
import type { LiftSession } from './session';
import { renderState } from './states';
import { loadTypeset } from './typeset';
import type { Translator } from './words';

/** Puts the page of a document into a host, once the typesetter is there. */
export async function showDocument(host: HTMLElement, data: LiftDocument, trans: Translator, id: string): Promise<void> {
  const typeset = await loadTypeset();
  replaceContent(host, renderPage(data, { trans, typeset, copy: copyText, id }));
}

/** An id for a page: element ids and keys must not clash with another page in the same document. */
export const pageId = (): string => `triton-lift-${UUID.uuid4()}`;

export class LiftPanel extends Widget {
  constructor(
    private readonly session: LiftSession,
    private readonly trans: Translator
  ) {
    super();
    this.addClass('jp-TritonLift');
    this.node.append(this.results, this.progress);
    session.changed.connect(this.refresh, this);
    this.refresh();
  }

  override dispose(): void {
    this.session.changed.disconnect(this.refresh, this);
    super.dispose();
  }

  /** Resolves when what the session found is on screen. */
  get shown(): Promise<void> {
    return this._shown;
  }

  private refresh(): void {
    const { session, trans } = this;
    const { state, document } = session;
    if (document && document !== this.visible) {
      this.visible = document;
      this._shown = showDocument(this.results, document, trans, this.pageId).catch(error =>
        replaceContent(
          this.results,
          h('p', { class: part('message'), role: 'alert' }, trans.__('The result cannot be shown: %1', String(error)))
        )
      );
    } else if (!document) {
      this.visible = null;
      this.results.replaceChildren();
    }
    const options = { trans, source: session.job.source, cancel: () => session.cancel(), retry: () => void session.run() };
    replaceContent(this.progress, state.kind === 'done' ? null : renderState(state, options));
  }

  private readonly pageId = pageId();
  private readonly results = h('div');
  private readonly progress = h('div');
  private visible: LiftDocument | null = null;
  private _shown: Promise<void> = Promise.resolve();
}
