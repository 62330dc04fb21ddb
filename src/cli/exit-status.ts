/** What the process tells the shell. */
import type { LiftResult, Verdict } from '../engine/result';

export const EXIT = { verified: 0, refuted: 1, unproved: 2, unsupported: 3, usage: 64, bug: 70 } as const;

/** From most to least pressing: a refuted kernel must not hide behind one that could not be lifted. */
const ORDER: readonly (readonly [Verdict, number])[] = [
  ['refuted', EXIT.refuted],
  ['error', EXIT.bug],
  ['unproved', EXIT.unproved],
  ['unsupported', EXIT.unsupported],
  ['verified', EXIT.verified]
];

/** No result at all is a bug of ours, never a success. */
export function exitStatus(results: readonly LiftResult[]): number {
  const found = ORDER.find(([verdict]) => results.some(r => r.verdict === verdict));
  return found ? found[1] : EXIT.bug;
}
