/** The words for verdicts, obligations and hazards: one table each, so that all places say the same. */
import type { ObligationKind, ObligationStatus, Verdict } from '../engine/result';

/** JupyterLab's translator, as far as the page uses it. */
export type Translator = {
  __(text: string, ...args: unknown[]): string;
  _n(one: string, many: string, count: number, ...args: unknown[]): string;
};

export type Word = { readonly word: string; readonly icon: string; readonly meaning: string };

/** A verdict is a word and an icon, never a colour alone. */
export const verdictWords = (trans: Translator): Readonly<Record<Verdict, Word>> => ({
  verified: {
    word: trans.__('Verified'),
    icon: '✓',
    meaning: trans.__('Every obligation is proved, for all sizes that the contract allows.')
  },
  refuted: { word: trans.__('Refuted'), icon: '✗', meaning: trans.__('A concrete run shows that the kernel does not do what is claimed.') },
  unproved: {
    word: trans.__('Unproved'),
    icon: '?',
    meaning: trans.__('The formula agrees with every run tried, but at least one obligation is open.')
  },
  unsupported: {
    word: trans.__('Unsupported'),
    icon: '–',
    meaning: trans.__('The kernel uses something outside the language that can be lifted.')
  },
  error: {
    word: trans.__('Error'),
    icon: '!',
    meaning: trans.__('A check of ours failed. This is a bug in triton-lift, not in your kernel.')
  }
});

export const statusWords = (trans: Translator): Readonly<Record<ObligationStatus, Word>> => ({
  proved: { word: trans.__('proved'), icon: '✓', meaning: trans.__('Holds for all sizes in its scope.') },
  refuted: { word: trans.__('refuted'), icon: '✗', meaning: trans.__('A model shows that it fails.') },
  open: { word: trans.__('open'), icon: '?', meaning: trans.__('Neither proved nor refuted.') }
});

export const obligationWords = (trans: Translator): Readonly<Record<ObligationKind, string>> => ({
  'in-bounds': trans.__('In bounds'),
  coverage: trans.__('Coverage'),
  frame: trans.__('Frame'),
  'race-free': trans.__('Race-free'),
  loop: trans.__('Loop invariant'),
  value: trans.__('Value'),
  definedness: trans.__('Definedness'),
  rewrites: trans.__('Rewrites'),
  vacuity: trans.__('Not vacuous')
});

/** A word from a saved notebook may be one that this version does not know. */
export const look = <T>(table: Readonly<Record<string, T>>, key: string, otherwise: T): T =>
  Object.hasOwn(table, key) ? table[key] : otherwise;

/** Stages of the pipeline, as the progress line and the trace name them. */
export const stageWord = (trans: Translator, stage: string): string =>
  look(
    {
      parse: trans.__('Reading the kernel'),
      execute: trans.__('Executing it symbolically'),
      synthesis: trans.__('Finding closed forms'),
      close: trans.__('Finding what each index holds'),
      prove: trans.__('Proving the obligations'),
      simplify: trans.__('Simplifying the formula'),
      check: trans.__('Comparing with concrete runs'),
      solver: trans.__('Starting the solver')
    },
    stage,
    stage
  );
