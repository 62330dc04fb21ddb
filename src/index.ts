/** The JupyterLab plugins. */
import { commandsPlugin } from './lab/commands';
import { rendererPlugin } from './lab/renderer';
import { servicesPlugin } from './lab/services';
import { widgetPlugin } from './lab/widget';

export default [servicesPlugin, widgetPlugin, rendererPlugin, commandsPlugin];
