/** What the page needs from its surroundings. */
import type { LiftClient } from '../worker';
import type { Translator } from './words';

export type Services = { readonly client: LiftClient; readonly trans: Translator };
