/** Execution of statements. */
import type { Value } from './domain';
import { containsJump, containsReturn } from './control-flow';
import { runFor, runWhile } from './loops';
import { mergeValues } from './merge';
import { binary, toCondition } from './operators';
import { type Outcome, type Run, type Scope, unsupported, wrong } from './run';
import { runtimeValue } from './runtime-value';
import type { Expr, Statement } from './syntax';
import { describe, none, truth } from './values';

type Of<K extends Statement['kind']> = Extract<Statement, { kind: K }>;

const FALL = { kind: 'fall' } as const;

/**
 * Runs statements. `rest` is what follows them in the function; null inside a loop, where what follows cannot be written down.
 * A runtime `if` that contains a `return` runs the rest of the function once under each guard, and merges what is returned.
 */
export function execute<T>(run: Run<T>, statements: readonly Statement[], scope: Scope<T>, rest: readonly Statement[] | null): Outcome<T> {
  for (const [i, statement] of statements.entries()) {
    const following = rest === null ? null : [...statements.slice(i + 1), ...rest];
    const outcome = executeOne(run, statement, scope, following);
    if (outcome.kind !== 'fall') {
      return outcome;
    }
  }
  return FALL;
}

/** Runs a function body to its end. */
export function runBody<T>(run: Run<T>, body: readonly Statement[], scope: Scope<T>): Value<T> {
  const outcome = execute(run, body, scope, []);
  return outcome.kind === 'return' ? outcome.value : none();
}

function executeOne<T>(run: Run<T>, statement: Statement, scope: Scope<T>, following: readonly Statement[] | null): Outcome<T> {
  const span = run.at(statement.span);
  switch (statement.kind) {
    case 'assign': {
      const value = runtimeValue(run, run.evaluate(statement.value, scope), run.at(statement.value.span));
      statement.targets.forEach(target => assign(run, target, value, scope));
      return FALL;
    }
    case 'augmented': {
      const value = binary(run.domain, statement.op, run.evaluate(statement.target, scope), run.evaluate(statement.value, scope), span);
      assign(run, statement.target, runtimeValue(run, value, span), scope);
      return FALL;
    }
    case 'annotated':
      executeAnnotated(run, statement, scope);
      return FALL;
    case 'expression':
      run.evaluate(statement.value, scope);
      return FALL;
    case 'if':
      return executeIf(run, statement, scope, following);
    case 'for':
      return runFor(run, statement, scope, body => execute(run, body, scope, null), value => assign(run, statement.target, value, scope));
    case 'while':
      return runWhile(run, statement, scope, body => execute(run, body, scope, null));
    case 'return':
      return { kind: 'return', value: statement.value ? run.evaluate(statement.value, scope) : none() };
    case 'assert':
      executeAssert(run, statement, scope);
      return FALL;
    case 'break':
    case 'continue':
      return { kind: statement.kind };
    case 'pass':
    case 'import':
      return FALL;
    case 'function':
      throw unsupported('nested function', span, 'a function inside a kernel is not supported: move it to the top level');
    case 'other':
      throw unsupported(statement.construct, span, `'${statement.construct}' is not supported in a kernel`);
  }
}

function assign<T>(run: Run<T>, target: Expr, value: Value<T>, scope: Scope<T>): void {
  switch (target.kind) {
    case 'name':
      scope.names.set(target.name, value);
      return;
    case 'tuple':
    case 'list': {
      if (value.kind !== 'tuple') {
        throw wrong(run.at(target.span), `${describe(value, run.domain)} cannot be unpacked`);
      }
      if (value.items.length !== target.items.length) {
        throw wrong(run.at(target.span), `${target.items.length} names are given for ${value.items.length} values`);
      }
      target.items.forEach((item, i) => assign(run, item, value.items[i], scope));
      return;
    }
    case 'subscript':
      throw unsupported('item assignment', run.at(target.span), 'blocks are values: an element cannot be assigned');
    default:
      throw unsupported('assignment target', run.at(target.span), 'this cannot be assigned to');
  }
}

function executeAnnotated<T>(run: Run<T>, statement: Of<'annotated'>, scope: Scope<T>): void {
  if (statement.value === null) {
    return;
  }
  const value = run.evaluate(statement.value, scope);
  const annotation = annotationPath(run, statement.annotation, scope);
  assign(run, statement.target, annotation === 'tl.constexpr' ? value : runtimeValue(run, value, run.at(statement.value.span)), scope);
}

function annotationPath<T>(run: Run<T>, annotation: Expr, scope: Scope<T>): string | null {
  if (annotation.kind !== 'name' && annotation.kind !== 'attribute') {
    return null;
  }
  const value = run.evaluate(annotation, scope);
  return value.kind === 'builtin' ? value.path : null;
}

/** A known assertion must hold; a runtime one is a debugging aid that is not compiled. */
function executeAssert<T>(run: Run<T>, statement: Of<'assert'>, scope: Scope<T>): void {
  const test = run.evaluate(statement.test, scope);
  if (test.kind !== 'tensor' && truth(test) === false) {
    const message = statement.message ? run.evaluate(statement.message, scope) : null;
    throw wrong(run.at(statement.span), `the assertion fails${message?.kind === 'string' ? `: ${message.value}` : ''}`);
  }
}

function executeIf<T>(run: Run<T>, statement: Of<'if'>, scope: Scope<T>, following: readonly Statement[] | null): Outcome<T> {
  const { domain } = run;
  const span = run.at(statement.test.span);
  const test = run.evaluate(statement.test, scope);
  const branch = (holds: boolean): Outcome<T> => execute(run, holds ? statement.then : statement.otherwise, scope, following);
  if (test.kind !== 'tensor') {
    return branch(truth(test)!);
  }
  if (domain.shape(test.tensor).length > 0) {
    throw wrong(span, 'a block is no condition: reduce it to a scalar');
  }
  const condition = toCondition(domain, test.tensor, span);
  const known = domain.decide(condition, span);
  if (known !== null) {
    return branch(known);
  }
  if (containsJump(statement)) {
    throw unsupported('break under a runtime condition', run.at(statement.span), "'break' and 'continue' under a runtime condition are not supported");
  }
  return containsReturn(statement) ? returningBranches(run, statement, condition, scope, following) : guardedBranches(run, statement, condition, scope);
}

/** Each branch runs under its guard on a copy of the variables, which are merged after it. */
function guardedBranches<T>(run: Run<T>, statement: Of<'if'>, condition: T, scope: Scope<T>): Outcome<T> {
  const span = run.at(statement.test.span);
  const runBranch = (body: readonly Statement[], negated: boolean): Map<string, Value<T>> => {
    const names = new Map(scope.names);
    run.domain.enter(condition, negated, span);
    execute(run, body, { ...scope, names }, null);
    run.domain.leave();
    return names;
  };
  const then = runBranch(statement.then, false);
  const otherwise = runBranch(statement.otherwise, true);
  for (const name of new Set([...then.keys(), ...otherwise.keys()])) {
    const [a, b] = [then.get(name), otherwise.get(name)];
    if (a === undefined || b === undefined) {
      // Triton knows no variable that only one branch defines.
      scope.names.delete(name);
    } else {
      scope.names.set(name, mergeValues(run.domain, condition, a, b, `'${name}'`, run.at(statement.span)));
    }
  }
  return FALL;
}

function returningBranches<T>(run: Run<T>, statement: Of<'if'>, condition: T, scope: Scope<T>, following: readonly Statement[] | null): Outcome<T> {
  const span = run.at(statement.test.span);
  if (following === null) {
    throw unsupported('return in a loop', run.at(statement.span), "'return' under a runtime condition inside a loop is not supported");
  }
  const runBranch = (body: readonly Statement[], negated: boolean): Value<T> => {
    run.domain.enter(condition, negated, span);
    const value = runBody(run, [...body, ...following], { ...scope, names: new Map(scope.names) });
    run.domain.leave();
    return value;
  };
  const then = runBranch(statement.then, false);
  const otherwise = runBranch(statement.otherwise, true);
  return { kind: 'return', value: mergeValues(run.domain, condition, then, otherwise, 'the returned value', run.at(statement.span)) };
}
