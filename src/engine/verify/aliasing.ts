/** Which inputs may be the same tensor as an output ("safe in place"): every element is read by the lane that overwrites it, before. */
import type { Denotation } from '../symbolic/denotation';
import { sameShape } from '../symbolic/tensor';
import type { Closed } from './closed';

export type AliasAnswer = { readonly input: string; readonly output: string; /** null: not shown. */ readonly safe: boolean | null };

/**
 * Indices of load and store are the same terms over programs and lanes; the store's map is injective (proved as race-free), so
 * equal indices mean one program and one lane. Axes of the grid that the kernel does not use are taken to be 1.
 */
export function aliasAnswers(denotation: Denotation, closed: Closed, racesProved: boolean): AliasAnswer[] {
  const written = new Set(denotation.effects.map(e => e.buffer));
  const read = new Set(denotation.loads.map(l => l.buffer));
  const answers: AliasAnswer[] = [];
  for (const input of read) {
    if (written.has(input)) {
      continue;
    }
    for (const output of written) {
      const loads = closed.loads.filter(l => l.access.buffer === input);
      const stores = closed.effects.filter(e => e.effect.buffer === output);
      const same = stores.every(s =>
        loads.every(
          l =>
            l.problem === '' &&
            s.problem === '' &&
            l.access.order < s.effect.order &&
            sameShape(l.access.shape, s.effect.shape) &&
            l.dimensions.length === s.analysed.dimensions.length &&
            l.dimensions.every((d, k) => d.index === s.analysed.dimensions[k].index && d.offset === s.analysed.dimensions[k].offset)
        )
      );
      answers.push({ input, output, safe: same && racesProved ? true : null });
    }
  }
  return answers;
}
