/** The ipywidgets model: lifts as soon as Python opens it, displayed or not, and sends the result back. */
import { DOMWidgetModel, type IBackboneModelOptions } from '@jupyter-widgets/base';
import type { JSONObject } from '@lumino/coreutils';
import { readJob } from './document';
import type { Services } from './services';
import { LiftSession } from './session';
import { VERSION } from './version';

/** The module that Python names in `_model_module`. */
export const MODULE_NAME = 'triton-lift';

/** Messages to Python. `hello` is the proof that a front end is there. */
export type ToPython =
  | { readonly kind: 'hello' }
  | { readonly kind: 'result'; readonly document: unknown }
  | { readonly kind: 'failure'; readonly message: string; readonly expected: boolean; readonly span: readonly number[] | null }
  | { readonly kind: 'cancelled' };

export abstract class LiftModel extends DOMWidgetModel {
  /** Given by the plugin that registers the class. */
  protected abstract readonly services: Services;

  /** Null when Python's request is malformed, which `problem` then says. */
  // Declared only: an initialiser would run after `initialize`, which the base class calls from its constructor.
  declare session: LiftSession | null;

  override defaults(): Record<string, unknown> {
    return {
      ...super.defaults(),
      _model_name: 'LiftModel',
      _model_module: MODULE_NAME,
      _model_module_version: VERSION,
      _view_name: 'LiftView',
      _view_module: MODULE_NAME,
      _view_module_version: VERSION,
      request: {}
    };
  }

  override initialize(attributes: Record<string, unknown>, options: IBackboneModelOptions): void {
    super.initialize(attributes, options);
    this.session = null;
    this.tell({ kind: 'hello' });
    const job = readJob(this.get('request'));
    if (!job) {
      this.tell({
        kind: 'failure',
        message: 'The request has the wrong shape: the Python package and the extension differ in version.',
        expected: false,
        span: null
      });
      return;
    }
    this.session = new LiftSession(job, this.services.client);
    this.session.changed.connect(this.report, this);
    this.on('msg:custom', (content: { readonly kind?: unknown }) => content.kind === 'cancel' && this.session?.cancel());
    void this.session.run();
  }

  override close(commClosed?: boolean): Promise<void> {
    this.session?.dispose();
    return super.close(commClosed);
  }

  private report(session: LiftSession): void {
    const { state, document } = session;
    if (state.kind === 'done') {
      this.tell({ kind: 'result', document });
    } else if (state.kind === 'failed') {
      this.tell({ kind: 'failure', ...state.failure });
    } else if (state.kind === 'cancelled') {
      this.tell({ kind: 'cancelled' });
    }
  }

  /** A page can outlive its kernel: then nobody listens, and the page shows the result all the same. */
  private tell(message: ToPython): void {
    if (this.comm_live) {
      this.send({ ...message } as JSONObject, {});
    }
  }
}
