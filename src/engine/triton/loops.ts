/** Loops whose bounds or conditions the domain knows are run; others are summarised. */
import type { Span } from '../span';
import type { Value } from './domain';
import { toCondition } from './operators';
import { type Outcome, type Run, type Scope, unsupported, wrong } from './run';
import { canSummarise, loopDtype, type Range, type RunBody, summariseFor, summariseWhile } from './summarise';
import type { Statement } from './syntax';
import { Unsupported } from './unsupported';
import { describe, int, integerOf, tensor, truth } from './values';

type For = Extract<Statement, { kind: 'for' }>;
type While = Extract<Statement, { kind: 'while' }>;

export function runFor<T>(run: Run<T>, statement: For, scope: Scope<T>, runBody: RunBody<T>, bind: (value: Value<T>) => void): Outcome<T> {
  const span = run.at(statement.iterable.span);
  const iterable = run.evaluate(statement.iterable, scope);
  if (iterable.kind === 'range' && isSummarised(run, iterable, () => summariseFor(run, statement, iterable, scope, runBody, bind))) {
    return runBody(statement.otherwise);
  }
  const values = iterable.kind === 'tuple' ? iterable.items : iterable.kind === 'range' ? rangeValues(run, iterable, span) : null;
  if (values === null) {
    throw wrong(span, `a loop runs over a range, not over ${describe(iterable, run.domain)}`);
  }
  for (const value of values) {
    run.countIteration(span);
    bind(value);
    const outcome = runBody(statement.body);
    if (outcome.kind === 'return') {
      return outcome;
    }
    if (outcome.kind === 'break') {
      return { kind: 'fall' };
    }
  }
  return runBody(statement.otherwise);
}

/** From how many iterations on a loop is closed rather than unrolled, even if its bounds are known. */
const MANY = 64n;

/** Closes a loop whose bounds are not known. One with many known iterations is closed if it can be: false, it is to be run. */
function isSummarised<T>(run: Run<T>, range: Range<T>, summarise: () => void): boolean {
  if (!canSummarise(run)) {
    return false;
  }
  const [start, stop, step] = knownBounds(run, range);
  const known = start !== null && stop !== null && step !== null;
  if (known && (range.unrolled || step === 0n || (stop - start) / step < MANY)) {
    return false;
  }
  try {
    summarise();
    return true;
  } catch (reason) {
    if (known && reason instanceof Unsupported) {
      return false;
    }
    throw reason;
  }
}

const knownBounds = <T>(run: Run<T>, range: Range<T>): (bigint | null)[] =>
  [range.start, range.stop, range.step].map(bound => (bound.kind === 'tensor' ? run.domain.integer(bound.tensor) : integerOf(bound)));

/** The values of a range of known integers: constants for `static_range`, runtime scalars for `range`. */
function* rangeValues<T>(run: Run<T>, range: Range<T>, span: Span): Generator<Value<T>> {
  const bounds = [range.start, range.stop, range.step];
  const known = knownBounds(run, range);
  const [start, stop, step] = known;
  if (start === null || stop === null || step === null) {
    const unknown = bounds[known.indexOf(null)];
    if (unknown.kind !== 'tensor') {
      throw wrong(span, `the bounds of a range are integers, not ${describe(unknown, run.domain)}`);
    }
    if (range.unrolled) {
      throw wrong(span, 'the bounds of tl.static_range must be constants');
    }
    throw unsupported('runtime loop', span, 'the bounds of this loop are not known');
  }
  if (step === 0n) {
    throw wrong(span, 'the step of a range must not be zero');
  }
  const dtype = range.unrolled ? null : loopDtype(run, range, span);
  for (let i = start; step > 0n ? i < stop : i > stop; i += step) {
    yield dtype === null ? int(i) : tensor(run.domain.constant(i, dtype));
  }
}

export function runWhile<T>(run: Run<T>, statement: While, scope: Scope<T>, runBody: RunBody<T>): Outcome<T> {
  const span = run.at(statement.test.span);
  for (;;) {
    const test = run.evaluate(statement.test, scope);
    const holds = test.kind === 'tensor' ? run.domain.decide(toCondition(run.domain, test.tensor, span), span) : truth(test);
    if (holds === null && canSummarise(run)) {
      summariseWhile(run, statement, scope, runBody);
      return runBody(statement.otherwise);
    }
    if (holds === null) {
      throw unsupported('runtime loop', span, 'the condition of this loop is not known');
    }
    if (!holds) {
      return runBody(statement.otherwise);
    }
    run.countIteration(span);
    const outcome = runBody(statement.body);
    if (outcome.kind === 'return') {
      return outcome;
    }
    if (outcome.kind === 'break') {
      return { kind: 'fall' };
    }
  }
}
