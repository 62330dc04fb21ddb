/** Lifts an entry, variant by variant, and holds each formula against the real kernel. */
import type { AgreementHarness } from '../corpus/tools/agreement';
import type { Entry } from '../corpus/tools/corpus';
import type { LiftProcess } from '../corpus/tools/lift-process';
import type { LiftResult } from '../src/engine/result';
import { failedLift, liftedOf, rowOf, type Lifted, type Row } from './rows';

const LAUNCHES = 20;
/** For all launches of a variant: Triton's interpreter takes its time over folds of many steps. */
const AGREEMENT_SECONDS = 180;

/** What one worker of the bench has. */
export type Worker = { readonly lifts: LiftProcess; readonly harness: AgreementHarness | null };

/** A row; a variant that runs out of time costs no other one its result. */
export async function measure(entry: Entry, { lifts, harness }: Worker, twice: boolean): Promise<Row> {
  const lifted: Lifted[] = [];
  let cold = 0;
  let warm = 0;
  for (const variant of entry.recipe.variants ?? [{}]) {
    const answer = await lifts.lift({ ...entry, recipe: { ...entry.recipe, variants: [variant] } }, twice);
    cold += answer.cold;
    warm += answer.warm;
    if (typeof answer.results === 'string') {
      lifted.push(failedLift(variant, answer.results));
      continue;
    }
    for (const result of answer.results) {
      lifted.push({ ...liftedOf(result), agreement: harness && hasFormula(result) ? await agreement(entry, result, harness) : null });
    }
  }
  return rowOf(entry, lifted, cold, warm);
}

/** A kernel whose source is not here. */
export const missing = (entry: Entry): Row => rowOf(entry, [failedLift({}, 'no result: the source is not available')], 0, 0);

const hasFormula = (result: LiftResult): boolean => result.torch !== '' && result.outputs.length > 0;

const agreement = (entry: Entry, result: LiftResult, harness: AgreementHarness) =>
  harness.check({
    id: entry.id,
    file: entry.path,
    recipe: entry.recipe,
    torch: result.torch,
    preconditions: result.preconditions.map(p => p.expr),
    variant: result.variant,
    launches: LAUNCHES,
    timeout: AGREEMENT_SECONDS
  });
