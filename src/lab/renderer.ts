import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import type { IRenderMime } from '@jupyterlab/rendermime-interfaces';
import { Widget } from '@lumino/widgets';
import { MIME_TYPE, pageId, readDocument, showDocument, type Translator } from '../widget';
import { ILiftServices } from './tokens';

/** Before ipywidgets (−10) and HTML: a saved lift shows as the page, also where its kernel and model are gone. */
const RANK = -20;

/** A saved lift. It needs no kernel and runs nothing. */
class LiftRenderer extends Widget implements IRenderMime.IRenderer {
  constructor(private readonly trans: Translator) {
    super();
    this.addClass('jp-TritonLift');
  }

  async renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    const data = readDocument(model.data[MIME_TYPE]);
    if (!data) {
      this.node.textContent = this.trans.__('This lift was saved by another version of triton-lift. Run the cell again.');
      return;
    }
    await showDocument(this.node, data, this.trans, this.pageId);
  }

  private readonly pageId = pageId();
}

export const rendererPlugin: JupyterFrontEndPlugin<void> = {
  id: 'triton-lift:renderer',
  description: 'Shows lifts that were saved in a notebook.',
  autoStart: true,
  requires: [IRenderMimeRegistry, ILiftServices],
  activate: (_app: JupyterFrontEnd, rendermime: IRenderMimeRegistry, { trans }: ILiftServices) => {
    // Safe: the page is built from text alone, so it may show in a notebook that is not trusted.
    rendermime.addFactory({ safe: true, mimeTypes: [MIME_TYPE], defaultRank: RANK, createRenderer: () => new LiftRenderer(trans) }, RANK);
  }
};
