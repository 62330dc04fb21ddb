/** Synthesis with all its parts. */
import type { SynthesisOptions } from '../result';

export const FULL_SYNTHESIS: SynthesisOptions = { topDown: true, bottomUp: true, pruning: true };
