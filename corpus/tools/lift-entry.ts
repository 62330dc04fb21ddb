/** Lifting one entry of the corpus, in each variant that its recipe asks for. */
import { readFileSync } from 'node:fs';
import { lift } from '../../src/engine/lift';
import type { LiftContext, LiftResult, SynthesisOptions } from '../../src/engine/result';
import type { Entry, Recipe } from './corpus';

/** One result for each variant; a sentence where the engine throws, which it should not. */
export function liftSource(source: string, { kernel, set, variants }: Recipe, context: LiftContext, synthesis?: SynthesisOptions): LiftResult[] | string {
  try {
    return (variants ?? [{}]).flatMap(variant => lift({ source, kernel, set: { ...set, ...variant }, synthesis }, context));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The same, of an entry's file. */
export const liftEntry = (entry: Entry, context: LiftContext, synthesis?: SynthesisOptions): LiftResult[] | string =>
  liftSource(readFileSync(entry.path, 'utf8'), entry.recipe, context, synthesis);
