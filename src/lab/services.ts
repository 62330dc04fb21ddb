import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { LiftClient } from '../worker';
import { startWorker } from '../worker/start-worker';
import { ILiftServices } from './tokens';

/** The client exists from the start; its worker loads with the first lift. */
export const servicesPlugin: JupyterFrontEndPlugin<ILiftServices> = {
  id: 'triton-lift:services',
  description: 'Provides the worker that lifts Triton kernels.',
  autoStart: true,
  provides: ILiftServices,
  optional: [ITranslator],
  activate: (_app: JupyterFrontEnd, translator: ITranslator | null) => ({
    client: new LiftClient(startWorker),
    trans: (translator ?? nullTranslator).load('triton_lift')
  })
};
