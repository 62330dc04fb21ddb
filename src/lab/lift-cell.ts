/** Lifts the kernels of a cell in the front end alone, and leaves the result with the cell. */
import type { CodeCell } from '@jupyterlab/cells';
import type { IOutput } from '@jupyterlab/nbformat';
import type { PanelLayout, Widget } from '@lumino/widgets';
import { LiftPanel, LiftSession, MIME_TYPE, mimeBundle, type LiftDocument, type LiftJob, type Services } from '../widget';

/** Where the result is shown. */
export type Place = 'below' | 'side';

export type LiftCellOptions = {
  readonly services: Services;
  readonly job: LiftJob;
  readonly place: Place;
  readonly addToSide: (panel: Widget, title: string) => void;
};

const isOurs = (output: IOutput): boolean => typeof output.data === 'object' && output.data !== null && MIME_TYPE in output.data;

/** A finished lift becomes an output like any other: it is saved, and shows again without a kernel. */
function keep(cell: CodeCell, data: LiftDocument): void {
  const { outputs } = cell.model;
  const others = outputs.toJSON().filter(output => !isOurs(output));
  outputs.fromJSON([...others, { output_type: 'display_data', data: mimeBundle(data) as never, metadata: {} }]);
}

/** Starts a lift; its session is returned so that it can be cancelled. */
export function liftCell(cell: CodeCell, options: LiftCellOptions): LiftSession {
  const { services, job, place, addToSide } = options;
  const session = new LiftSession(job, services.client);
  const panel = new LiftPanel(session, services.trans);
  panel.disposed.connect(() => session.dispose());
  cell.disposed.connect(() => panel.dispose());
  if (place === 'side') {
    panel.addClass('jp-TritonLift-panelHost');
    addToSide(panel, job.kernels?.join(', ') || services.trans.__('Lift'));
  } else {
    panel.addClass('jp-TritonLift-below');
    (cell.layout as PanelLayout).addWidget(panel);
    session.changed.connect(({ state, document }) => {
      if (state.kind === 'done' && document) {
        keep(cell, document);
        panel.dispose();
      }
    });
  }
  void session.run();
  return session;
}
