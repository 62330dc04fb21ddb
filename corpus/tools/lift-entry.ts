/** Lifting one entry of the corpus, in each variant that its recipe asks for. */
import { readFileSync } from 'node:fs';
import { lift } from '../../src/engine/lift';
import type { LiftContext, LiftResult } from '../../src/engine/result';
import type { Entry } from './corpus';

/** One result for each variant. Never throws: what the engine throws becomes an `error` of the row. */
export function liftEntry(entry: Entry, context: LiftContext): LiftResult[] | string {
  const { kernel, set, variants } = entry.recipe;
  try {
    const source = readFileSync(entry.path, 'utf8');
    return (variants ?? [{}]).flatMap(variant => lift({ source, kernel, set: { ...set, ...variant } }, context));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
