/** Loops whose trip count the domain does not know: their bodies run once, for any iteration, and the domain closes what they carry. */
import type { Span } from '../span';
import { leavesAfter, leavesOf, rebuild, Widened } from './carry';
import { assignedNames, assignedTargets, containsJump, containsReturn } from './control-flow';
import type { Value } from './domain';
import { toCondition, toTensor } from './operators';
import { promoteIntegers } from './promotion';
import { isBool, isInteger } from './dtype';
import { type Outcome, type Run, type Scope, unsupported, wrong } from './run';
import type { Statement } from './syntax';
import { constexprTensor, dtypeName, tensor } from './values';

type For = Extract<Statement, { kind: 'for' }>;
type While = Extract<Statement, { kind: 'while' }>;
export type RunBody<T> = (body: readonly Statement[]) => Outcome<T>;
export type Range<T> = Extract<Value<T>, { kind: 'range' }>;

export const canSummarise = <T>(run: Run<T>): boolean => run.domain.loop !== undefined && run.domain.loopWhile !== undefined;

/** The dtype of the loop variable of `range`. */
export function loopDtype<T>(run: Run<T>, range: Range<T>, span: Span): ReturnType<typeof promoteIntegers> {
  const dtypes = [range.start, range.stop, range.step].map(bound => run.domain.dtype(toTensor(run.domain, bound, span)));
  const odd = dtypes.find(dtype => !isInteger(dtype) && !isBool(dtype));
  if (odd) {
    throw wrong(span, `the bounds of a range are integers, not ${dtypeName(odd)}`);
  }
  return dtypes.reduce(promoteIntegers);
}

/** A loop over a range. The index of `tl.static_range` counts as a constant, as it does to Triton. */
export function summariseFor<T>(run: Run<T>, statement: For, range: Range<T>, scope: Scope<T>, runBody: RunBody<T>, bind: (value: Value<T>) => void): void {
  const span = run.at(statement.iterable.span);
  const bound = (value: Value<T>) => toTensor(run.domain, value, span);
  const dtype = loopDtype(run, range, span);
  const header = { start: bound(range.start), stop: bound(range.stop), step: bound(range.step), dtype };
  if (range.unrolled && ![header.start, header.stop, header.step].every(b => run.domain.isConstexpr(b))) {
    throw wrong(span, 'the bounds of tl.static_range must be constants');
  }
  summarise(run, statement.body, statement.body, scope, span, (initial, carry) =>
    run.domain.loop!({
      ...header,
      ...initial,
      body: (index, carried) =>
        carry(carried, () => {
          bind(range.unrolled ? constexprTensor(index) : tensor(index));
          runBody(statement.body);
        }),
      span
    })
  );
  assignedTargets(statement.target).forEach(name => scope.names.delete(name));
}

/** A loop on a condition. */
export function summariseWhile<T>(run: Run<T>, statement: While, scope: Scope<T>, runBody: RunBody<T>): void {
  const span = run.at(statement.test.span);
  summarise(run, statement.body, [statement], scope, span, (initial, carry) =>
    run.domain.loopWhile!({
      ...initial,
      test: carried => {
        let condition: T | null = null;
        carry(carried, () => {
          const value = run.evaluate(statement.test, scope);
          condition = toCondition(run.domain, toTensor(run.domain, value, span), span);
        });
        return condition!;
      },
      body: carried => carry(carried, () => void runBody(statement.body)),
      span
    })
  );
}

type Initial<T> = { readonly names: readonly string[]; readonly initial: readonly T[] };
/** Sets the carried names, runs something, and gives the tensors of their new values. */
type Carry<T> = (carried: readonly T[], body: () => void) => T[];

function summarise<T>(
  run: Run<T>,
  body: readonly Statement[],
  assigning: readonly Statement[],
  scope: Scope<T>,
  span: Span,
  close: (initial: Initial<T>, carry: Carry<T>) => readonly T[]
): void {
  refuseJumps(body, span);
  const { domain } = run;
  const before = new Map(scope.names);
  const names = assignedNames(assigning).filter(name => before.has(name));
  const values = new Map(names.map(name => [name, before.get(name)!]));
  const leaves = names.flatMap(name => leavesOf(domain, name, values.get(name)!, span));
  let initial: readonly T[] = leaves.map(leaf => leaf.tensor);

  const bindAll = (tensors: readonly T[]): void => {
    let k = 0;
    names.forEach(name => scope.names.set(name, rebuild(values.get(name)!, () => tensors[k++])));
  };
  const restore = (): void => {
    scope.names.clear();
    before.forEach((value, name) => scope.names.set(name, value));
  };
  const carry: Carry<T> = (carried, iteration) => {
    restore();
    bindAll(carried);
    iteration();
    const after: T[] = [];
    for (const name of names) {
      const value = scope.names.get(name);
      if (!value) {
        throw wrong(span, `'${name}' is lost in an iteration`);
      }
      // The dtypes to keep are those that the loop starts with, which may have been widened.
      let k = after.length;
      const old = rebuild(values.get(name)!, () => initial[k++]);
      after.push(...leavesAfter(domain, name, old, value, after.length, span));
    }
    return after;
  };

  for (;;) {
    try {
      const after = close({ names: leaves.map(leaf => leaf.name), initial }, carry);
      // What the body bound anew is not seen after a loop that may not run.
      restore();
      bindAll(after);
      return;
    } catch (signal) {
      if (!(signal instanceof Widened)) {
        restore();
        throw signal;
      }
      const { leaf, dtype } = signal;
      initial = initial.map((t, k) => (k === leaf ? domain.cast(t, dtype, span) : t));
    }
  }
}

/** Jumps have no meaning for an iteration that stands for all of them. Triton does not compile them in such loops either. */
function refuseJumps(body: readonly Statement[], span: Span): void {
  if (body.some(containsReturn)) {
    throw unsupported('return in a loop', span, 'return in a loop whose trip count is not known');
  }
  if (body.some(containsJump)) {
    throw unsupported('jump in a loop', span, 'break or continue in a loop whose trip count is not known: Triton compiles neither');
  }
}

