/** Programs and loops numbered as the kernel means them, by rows and columns of tiles, before anything is proved about them. */
import { launchedPrograms, type Denotation } from '../symbolic/denotation';
import type { Normalise } from './closed';
import { splitCounter } from './counter-split';
import { dealtLoop } from './dealt';
import type { Facts } from './facts';
import { splitProgram } from './program-split';
import { renumber, termsIn, type Renumber } from './renumber';
import { swizzleIn } from './swizzle';

const MAX_STEPS = 8;

/**
 * Undoes what kernels do to program ids and counters, step by step: loops that deal tiles out over programs, grouped orders, decoding by
 * div and mod.
 *
 * @param base that sizes are positive.
 */
export function renumberPrograms(denotation: Denotation, base: Facts, normalise: Normalise): Denotation {
  let current = denotation;
  for (let k = 0; k < MAX_STEPS; k++) {
    const step = nextStep(current, base, normalise);
    if (!step) {
      break;
    }
    current = renumber(current, step);
  }
  return current;
}

function nextStep(d: Denotation, base: Facts, normalise: Normalise): Renumber | null {
  const programs = d.renumbering?.programs ?? launchedPrograms();
  const dealt = dealtLoop(d, programs, base, normalise);
  if (dealt) {
    return dealt;
  }
  const seen = termsIn(d);
  const swizzle = swizzleIn(seen, programs, base, normalise);
  // Something else that is made of these program ids would be lost.
  if (swizzle && ![...termsIn(renumber(d, swizzle))].some(t => swizzle.replaced.some(p => p === t))) {
    return swizzle;
  }
  return programs.map(p => splitProgram(p, d.effects, seen, base, normalise)).find(s => s !== null) ?? splitCounter(d, base, normalise);
}
