import { ILabShell, type JupyterFrontEnd, type JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette, MainAreaWidget } from '@jupyterlab/apputils';
import type { CodeCell } from '@jupyterlab/cells';
import { INotebookTracker } from '@jupyterlab/notebook';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { UUID } from '@lumino/coreutils';
import type { Widget } from '@lumino/widgets';
import type { LiftSession } from '../widget';
import { cellJob, kernelNames } from './cell-source';
import { liftIcon } from './icon';
import { liftCell } from './lift-cell';
import { readSettings, DEFAULTS } from './settings';
import { ILiftServices } from './tokens';

export const COMMANDS = { liftCell: 'triton-lift:lift-cell', cancel: 'triton-lift:cancel-lift' } as const;

const PLUGIN_ID = 'triton-lift:plugin';

const NO_ARGUMENTS = { args: { type: 'object', properties: {} } } as const;

/** The active cell, if it holds code. */
function activeCodeCell(tracker: INotebookTracker): CodeCell | null {
  const cell = tracker.activeCell;
  return cell?.model.type === 'code' ? (cell as CodeCell) : null;
}

/** Sources of the code cells above a cell. */
function sourcesBefore(cell: CodeCell, tracker: INotebookTracker): readonly string[] {
  const cells = tracker.currentWidget?.content.widgets ?? [];
  return cells
    .slice(0, Math.max(0, cells.indexOf(cell)))
    .filter(other => other.model.type === 'code')
    .map(other => other.model.sharedModel.getSource());
}

function activate(
  app: JupyterFrontEnd,
  services: ILiftServices,
  tracker: INotebookTracker,
  palette: ICommandPalette | null,
  registry: ISettingRegistry | null,
  shell: ILabShell | null
): void {
  const { trans, client } = services;
  const running = new Map<CodeCell, LiftSession>();
  let settings = DEFAULTS;

  void registry?.load(PLUGIN_ID).then(loaded => {
    const read = (): void => {
      settings = readSettings(loaded);
      if (settings.warm === 'always') {
        client.warm();
      }
    };
    read();
    loaded.changed.connect(read);
  });

  const addToSide = (panel: Widget, title: string): void => {
    const main = new MainAreaWidget({ content: panel });
    main.id = `triton-lift-${UUID.uuid4()}`;
    main.title.label = title;
    main.title.icon = liftIcon;
    main.title.closable = true;
    app.shell.add(main, 'main', { mode: 'split-right' });
    shell?.activateById(main.id);
  };

  const hasKernel = (): boolean => {
    const cell = activeCodeCell(tracker);
    return cell !== null && kernelNames(cell.model.sharedModel.getSource()).length > 0;
  };

  app.commands.addCommand(COMMANDS.liftCell, {
    label: trans.__('Lift Triton Kernels in Cell'),
    caption: trans.__('Show the formula that the kernels of this cell compute'),
    icon: liftIcon,
    describedBy: NO_ARGUMENTS,
    isEnabled: () => activeCodeCell(tracker) !== null,
    // The toolbar button shows on cells with a kernel only; palette and menu explain themselves when there is none.
    isVisible: args => args.toolbar !== true || hasKernel(),
    execute: () => {
      const cell = activeCodeCell(tracker);
      if (!cell) {
        return;
      }
      running.get(cell)?.cancel();
      const job = cellJob(cell.model.sharedModel.getSource(), sourcesBefore(cell, tracker));
      const session = liftCell(cell, { services, job, place: settings.place, addToSide });
      running.set(cell, session);
      session.changed.connect(({ state }) => {
        if (state.kind !== 'waiting' && state.kind !== 'running' && running.get(cell) === session) {
          running.delete(cell);
          app.commands.notifyCommandChanged(COMMANDS.cancel);
        }
      });
      app.commands.notifyCommandChanged(COMMANDS.cancel);
    }
  });

  app.commands.addCommand(COMMANDS.cancel, {
    label: trans.__('Cancel Lifts'),
    describedBy: NO_ARGUMENTS,
    isEnabled: () => running.size > 0,
    execute: () => running.forEach(session => session.cancel())
  });

  const category = trans.__('Triton Lift');
  Object.values(COMMANDS).forEach(command => palette?.addItem({ command, category }));
  tracker.activeCellChanged.connect(() => {
    app.commands.notifyCommandChanged(COMMANDS.liftCell);
    if (settings.warm === 'kernel' && hasKernel()) {
      client.warm();
    }
  });
}

export const commandsPlugin: JupyterFrontEndPlugin<void> = {
  id: PLUGIN_ID,
  description: 'Commands that lift the Triton kernels of a cell without a Python kernel.',
  autoStart: true,
  requires: [ILiftServices, INotebookTracker],
  optional: [ICommandPalette, ISettingRegistry, ILabShell],
  activate
};
