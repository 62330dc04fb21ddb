import { IJupyterWidgetRegistry } from '@jupyter-widgets/base';
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { LiftModel, LiftView, MODULE_NAME, VERSION } from '../widget';
import { ILiftServices } from './tokens';

/** The widget classes, given their services. ipywidgets makes the instances and passes nothing of ours. */
function widgetClasses(services: ILiftServices): { readonly LiftModel: typeof LiftModel; readonly LiftView: typeof LiftView } {
  class Model extends LiftModel {
    protected get services(): ILiftServices {
      return services;
    }
  }
  class View extends LiftView {
    protected get services(): ILiftServices {
      return services;
    }
  }
  return { LiftModel: Model, LiftView: View };
}

export const widgetPlugin: JupyterFrontEndPlugin<void> = {
  id: 'triton-lift:widget',
  description: 'Registers the widget that %lift displays.',
  autoStart: true,
  requires: [ILiftServices],
  // Without ipywidgets there is still the command, which needs no Python.
  optional: [IJupyterWidgetRegistry],
  activate: (_app: JupyterFrontEnd, services: ILiftServices, registry: IJupyterWidgetRegistry | null) => {
    registry?.registerWidget({ name: MODULE_NAME, version: VERSION, exports: widgetClasses(services) as never });
  }
};
