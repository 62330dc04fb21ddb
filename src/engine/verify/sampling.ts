/** Cheap refutation: small integers for which the hypotheses hold and the goal fails. Spares the solver what it is slow at, finding models. */
import * as T from '../term';
import type { Term } from '../term';
import { compile } from '../term/evaluate';
import { Random } from './random';

const SAMPLES = 160;

/** Whether some sample shows that the hypotheses do not imply the goal. Deterministic; `false` says nothing. */
export function isRefutedBySample(hypotheses: readonly Term[], goal: Term): boolean {
  const names = new Set([...hypotheses, goal].flatMap(t => [...T.freeVariables(t)].map(v => v.name)));
  const programs = [...hypotheses.map(h => ({ run: compile(h), wanted: 1 })), { run: compile(goal), wanted: 0 }];
  const random = new Random(names.size * 7919 + hypotheses.length);
  for (let k = 0; k < SAMPLES; k++) {
    const contents = new Map<string, number>();
    const variables = new Map<string, number>();
    for (const name of names) {
      // Indices are small, sizes a little larger; zero and negatives occur.
      variables.set(name, /^(lane|pid)\[|%/.test(name) ? random.below(4) : random.below(10) === 0 ? random.below(5) - 2 : 1 + random.below(k % 2 === 0 ? 4 : 9));
    }
    const read = (buffer: string, address: number): number => {
      const key = `${buffer} ${address}`;
      let value = contents.get(key);
      if (value === undefined) {
        value = random.below(7) - 2;
        contents.set(key, value);
      }
      return value;
    };
    if (programs.every(p => p.run({ variables, read }) === p.wanted)) {
      return true;
    }
  }
  return false;
}
