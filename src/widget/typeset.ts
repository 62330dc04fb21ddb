/**
 * LaTeX to SVG by our own MathJax: one renderer for notebook, side panel and saved output, with no network. Loaded on demand, because
 * it weighs more than the rest of the page.
 */
import type { Typeset } from './mathjax';

export type { Typeset } from './mathjax';

let loading: Promise<Typeset> | null = null;

/** The typesetter, loaded once. */
export function loadTypeset(): Promise<Typeset> {
  loading ??= import('./mathjax').then(module => module.createTypeset(document));
  return loading;
}
