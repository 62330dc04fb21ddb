import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { Place } from './lift-cell';

/** What a user can set; `schema/plugin.json` describes it. */
export type Settings = { readonly place: Place; readonly warm: 'kernel' | 'always' | 'never' };

export const DEFAULTS: Settings = { place: 'below', warm: 'kernel' };

const oneOf = <T extends string>(value: unknown, allowed: readonly T[], otherwise: T): T =>
  allowed.find(candidate => candidate === value) ?? otherwise;

/** The settings as they stand; what is none of ours reads as the default. */
export const readSettings = (settings: Pick<ISettingRegistry.ISettings, 'get'>): Settings => ({
  place: oneOf(settings.get('place').composite, ['below', 'side'], DEFAULTS.place),
  warm: oneOf(settings.get('warm').composite, ['kernel', 'always', 'never'], DEFAULTS.warm)
});
