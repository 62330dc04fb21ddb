import { LabIcon } from '@jupyterlab/ui-components';

/** A sum sign. `jp-icon3` takes the theme's colour. */
const svgstr =
  '<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24"><path class="jp-icon3" fill="#616161" d="M5 4h14v4h-2V6H8.6l5.2 6-5.2 6H17v-2h2v4H5v-2l6.2-6L5 6z"/></svg>';

export const liftIcon = new LabIcon({ name: 'triton-lift:lift', svgstr });
