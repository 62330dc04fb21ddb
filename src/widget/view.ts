/** The ipywidgets view of a lift. */
import { DOMWidgetView } from '@jupyter-widgets/base';
import { h, part } from './dom';
import { LiftPanel } from './lift-panel';
import type { LiftModel } from './model';
import type { Services } from './services';

export abstract class LiftView extends DOMWidgetView {
  /** Given by the plugin that registers the class. */
  protected abstract readonly services: Services;

  override render(): void {
    super.render();
    const { session } = this.model as LiftModel;
    const { trans } = this.services;
    if (!session) {
      this.el.append(
        h(
          'p',
          { class: part('message'), role: 'alert' },
          trans.__('The request has the wrong shape: the Python package and the extension differ in version.')
        )
      );
      return;
    }
    this.panel?.dispose();
    this.panel = new LiftPanel(session, trans);
    // Not attached in Lumino's sense: ipywidgets takes the view's node out of the page before it removes the view.
    this.el.append(this.panel.node);
  }

  override remove(): void {
    this.panel?.dispose();
    super.remove();
  }

  private panel: LiftPanel | null = null;
}
