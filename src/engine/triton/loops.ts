/** Loops whose bounds or conditions the domain knows: they are run. Others are the business of who summarises loops. */
import type { Span } from '../span';
import type { Value } from './domain';
import { promoteIntegers } from './promotion';
import { toCondition, toTensor } from './operators';
import { isBool, isInteger, sameDtype } from './dtype';
import { assignedNames, containsJump, containsReturn } from './control-flow';
import { type Outcome, type Run, type Scope, unsupported, wrong } from './run';
import type { Statement } from './syntax';
import { describe, dtypeName, int, integerOf, isPythonNumber, tensor, truth } from './values';

type For = Extract<Statement, { kind: 'for' }>;
type While = Extract<Statement, { kind: 'while' }>;
type RunBody<T> = (body: readonly Statement[]) => Outcome<T>;

export function runFor<T>(run: Run<T>, statement: For, scope: Scope<T>, runBody: RunBody<T>, bind: (value: Value<T>) => void): Outcome<T> {
  const span = run.at(statement.iterable.span);
  const iterable = run.evaluate(statement.iterable, scope);
  if (iterable.kind === 'range' && !iterable.unrolled && run.domain.loop && !boundsKnown(run, iterable)) {
    return summarise(run, statement, iterable, scope, runBody, bind);
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

type Range<T> = Extract<Value<T>, { kind: 'range' }>;

const boundsKnown = <T>(run: Run<T>, range: Range<T>): boolean =>
  [range.start, range.stop, range.step].every(b => (b.kind === 'tensor' ? run.domain.integer(b.tensor) : integerOf(b)) !== null);

/** Runs the body once, for any iteration: names that it rebinds and that exist before are carried. */
function summarise<T>(run: Run<T>, statement: For, range: Range<T>, scope: Scope<T>, runBody: RunBody<T>, bind: (value: Value<T>) => void): Outcome<T> {
  const span = run.at(statement.iterable.span);
  if (statement.body.some(containsJump) || statement.body.some(containsReturn)) {
    throw unsupported('jump in a loop', span, 'break, continue or return in a loop whose bounds are not known');
  }
  const { domain } = run;
  const before = new Map(scope.names);
  const rebound = assignedNames(statement.body).filter(name => before.has(name));
  const names = rebound.filter(name => {
    const value = before.get(name)!;
    return value.kind === 'tensor' || isPythonNumber(value);
  });
  const initial = names.map(name => toTensor(domain, before.get(name)!, span));
  const bound = (value: Value<T>) => toTensor(domain, value, span);
  const after = domain.loop!({
    start: bound(range.start),
    stop: bound(range.stop),
    step: bound(range.step),
    dtype: loopDtype(run, range, span),
    names,
    initial,
    span,
    body: (index, carried) => {
      names.forEach((name, k) => scope.names.set(name, tensor(carried[k])));
      bind(tensor(index));
      runBody(statement.body);
      return names.map((name, k) => {
        const value = scope.names.get(name);
        if (!value) {
          throw wrong(span, `'${name}' is lost in an iteration`);
        }
        const result = toTensor(domain, value, span);
        return sameDtype(domain.dtype(result), domain.dtype(initial[k])) ? result : domain.cast(result, domain.dtype(initial[k]), span);
      });
    }
  });
  // What the body bound anew is not seen after a loop that may not run.
  scope.names.clear();
  before.forEach((value, name) => scope.names.set(name, value));
  names.forEach((name, k) => scope.names.set(name, tensor(after[k])));
  for (const name of rebound.filter(n => !names.includes(n))) {
    scope.names.delete(name);
  }
  return runBody(statement.otherwise);
}

/** The values of a range of known integers: constants for `static_range`, runtime scalars for `range`. */
function* rangeValues<T>(run: Run<T>, range: Range<T>, span: Span): Generator<Value<T>> {
  const bounds = [range.start, range.stop, range.step];
  const known = bounds.map(bound => (bound.kind === 'tensor' ? run.domain.integer(bound.tensor) : integerOf(bound)));
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

/** The dtype of the loop variable of `range`. */
export function loopDtype<T>(run: Run<T>, range: Range<T>, span: Span): ReturnType<typeof promoteIntegers> {
  const dtypes = [range.start, range.stop, range.step].map(bound => run.domain.dtype(toTensor(run.domain, bound, span)));
  const odd = dtypes.find(dtype => !isInteger(dtype) && !isBool(dtype));
  if (odd) {
    throw wrong(span, `the bounds of a range are integers, not ${dtypeName(odd)}`);
  }
  return dtypes.reduce(promoteIntegers);
}

export function runWhile<T>(run: Run<T>, statement: While, scope: Scope<T>, runBody: RunBody<T>): Outcome<T> {
  const span = run.at(statement.test.span);
  for (;;) {
    const test = run.evaluate(statement.test, scope);
    const holds = test.kind === 'tensor' ? run.domain.decide(toCondition(run.domain, test.tensor, span), span) : truth(test);
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
