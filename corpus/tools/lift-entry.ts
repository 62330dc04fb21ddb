/** Lifting one entry of the corpus, in each variant that its recipe asks for. */
import { readFileSync } from 'node:fs';
import { lift } from '../../src/engine/lift';
import type { LiftContext, LiftResult } from '../../src/engine/result';
import type { Entry, Recipe } from './corpus';

/** One result for each variant; a sentence where the engine throws, which it should not. */
export function liftSource(source: string, { kernel, set, variants }: Recipe, context: LiftContext): LiftResult[] | string {
  try {
    return (variants ?? [{}]).flatMap(variant => lift({ source, kernel, set: { ...set, ...variant } }, context));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The same, of an entry's file. */
export const liftEntry = (entry: Entry, context: LiftContext): LiftResult[] | string => liftSource(readFileSync(entry.path, 'utf8'), entry.recipe, context);
