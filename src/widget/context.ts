/** What every panel is given beside the result. */
import type { SourceLinks } from './links';
import type { Translator } from './words';
import type { Typeset } from './typeset';

export type PanelContext = {
  readonly trans: Translator;
  readonly typeset: Typeset;
  readonly copy: (text: string) => Promise<void>;
  readonly links: SourceLinks;
  /** Names this result among those on the page. */
  readonly key: string;
};
