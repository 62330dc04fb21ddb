/** Calls: of the source's own functions and lambdas, of builtins, and of methods. */
import type { Span } from '../span';
import { builtins, dataMethods, windowMethods } from './builtins';
import { standardFunction, standardValue } from './builtins/standard';
import type { Builtin, BuiltinCall } from './builtins/table';
import { dtypeMethod } from './dtype-attributes';
import type { Value } from './domain';
import { toTensor } from './operators';
import { type Run, type Scope, unsupported, wrong } from './run';
import type { Parameter } from './syntax';
import { describe, isPythonNumber, string, tensor, tuple } from './values';

type Keywords<T> = ReadonlyMap<string, Value<T>>;

/** Calls any callable value. */
export function callValue<T>(run: Run<T>, callee: Value<T>, args: readonly Value<T>[], keywords: Keywords<T>, span: Span): Value<T> {
  switch (callee.kind) {
    case 'function': {
      const { definition, module } = callee;
      const scope: Scope<T> = { module, names: new Map() };
      bindParameters(run, definition.name, definition.parameters, args, keywords, scope, span);
      return run.nest(span, () => run.runBody(definition.body, scope));
    }
    case 'lambda': {
      const scope: Scope<T> = { module: callee.module, names: new Map(callee.scope) };
      bindParameters(run, 'lambda', callee.parameters, args, keywords, scope, span);
      return run.evaluate(callee.body, scope);
    }
    case 'builtin':
      return callBuiltin(run, callee.path, args, keywords, span);
    case 'method':
      return callMethod(run, callee.receiver, callee.name, args, keywords, span);
    case 'dtype':
      throw wrong(span, 'a type cannot be called: Triton does not compile this; x.to(dtype) is a cast');
    default:
      throw wrong(span, `${describe(callee, run.domain)} cannot be called`);
  }
}

/** Python's binding of arguments to parameters. */
function bindParameters<T>(run: Run<T>, name: string, parameters: readonly Parameter[], args: readonly Value<T>[], keywords: Keywords<T>, scope: Scope<T>, span: Span): void {
  const positional = parameters.filter(parameter => parameter.kind === 'positional');
  const rest = parameters.find(parameter => parameter.kind === 'var-positional');
  if (args.length > positional.length && !rest) {
    throw wrong(span, `${name}() takes ${positional.length} arguments, but ${args.length} are given`);
  }
  positional.slice(0, args.length).forEach((parameter, i) => scope.names.set(parameter.name, args[i]));
  if (rest) {
    scope.names.set(rest.name, tuple(args.slice(positional.length)));
  }
  for (const [keyword, value] of keywords) {
    if (!parameters.some(parameter => parameter.name === keyword && parameter.kind !== 'var-positional')) {
      throw wrong(span, `${name}() has no parameter '${keyword}'`);
    }
    if (positional.slice(0, args.length).some(parameter => parameter.name === keyword)) {
      throw wrong(span, `${name}() is given '${keyword}' twice`);
    }
    scope.names.set(keyword, value);
  }
  const globals: Scope<T> = { module: scope.module, names: new Map() };
  for (const parameter of parameters) {
    if (scope.names.has(parameter.name) && !(name === 'lambda' && !isGiven(parameter, positional, args, keywords))) {
      continue;
    }
    if (parameter.default === null) {
      if (parameter.kind === 'positional' || parameter.kind === 'keyword-only') {
        throw wrong(span, `${name}() is missing the argument '${parameter.name}'`);
      }
    } else {
      scope.names.set(parameter.name, run.evaluate(parameter.default, globals));
    }
  }
}

const isGiven = <T>(parameter: Parameter, positional: readonly Parameter[], args: readonly Value<T>[], keywords: Keywords<T>): boolean =>
  keywords.has(parameter.name) || positional.indexOf(parameter) < args.length;

function callBuiltin<T>(run: Run<T>, path: string, args: readonly Value<T>[], keywords: Keywords<T>, span: Span): Value<T> {
  const standard = standardFunction(path);
  if (standard) {
    return run.within(span, () => run.call(standardValue(standard), args, keywords, span));
  }
  const builtin = builtins.get(path);
  if (!builtin) {
    throw unsupported(path, span, `${displayName(path)} is not supported`);
  }
  return builtin.run(bindBuiltin(run, builtin, path, args, keywords, span));
}

/** `tl.exp` as it is; Python's own without the prefix. */
const displayName = (path: string): string => path.replace(/^builtins\./, '');

function bindBuiltin<T>(run: Run<T>, builtin: Builtin, path: string, args: readonly Value<T>[], keywords: Keywords<T>, span: Span): BuiltinCall<T> {
  const bound = new Map<string, Value<T>>();
  const name = displayName(path);
  const { names, variadic } = builtin;
  const spread = variadic === null ? names.length : names.indexOf(variadic);
  const fixed = names.slice(0, spread);
  const extra = args.slice(fixed.length);
  if (extra.length > 0 && variadic === null) {
    throw wrong(span, `${name}() takes at most ${names.length} arguments, but ${args.length} are given`);
  }
  fixed.slice(0, args.length).forEach((parameter, i) => bound.set(parameter, args[i]));
  for (const [keyword, value] of keywords) {
    if (builtin.ignored.has(keyword)) {
      continue;
    }
    if (keyword === variadic) {
      extra.push(value);
      continue;
    }
    if (!names.includes(keyword)) {
      throw wrong(span, `${name}() has no parameter '${keyword}'`);
    }
    if (bound.has(keyword)) {
      throw wrong(span, `${name}() is given '${keyword}' twice`);
    }
    bound.set(keyword, value);
  }
  for (const required of builtin.required) {
    if (!bound.has(required)) {
      throw wrong(span, `${name}() is missing the argument '${required}'`);
    }
  }
  return { run, path, name, span, args: bound, rest: extra };
}

function callMethod<T>(run: Run<T>, receiver: Value<T>, name: string, args: readonly Value<T>[], keywords: Keywords<T>, span: Span): Value<T> {
  if (receiver.kind === 'dtype') {
    const answer = dtypeMethod<T>(receiver.dtype, name);
    if (answer && args.length === 0) {
      return answer;
    }
    throw wrong(span, `a dtype has no method '${name}' with ${args.length} arguments`);
  }
  if (receiver.kind === 'string' && args.length === 0 && (name === 'lower' || name === 'upper' || name === 'strip')) {
    return string(name === 'lower' ? receiver.value.toLowerCase() : name === 'upper' ? receiver.value.toUpperCase() : receiver.value.trim());
  }
  if ((receiver.kind === 'tensor' || isPythonNumber(receiver)) && dataMethods.has(name)) {
    const self = receiver.kind === 'tensor' ? receiver : tensor(toTensor(run.domain, receiver, span));
    return callBuiltin(run, dataMethods.get(name)!, [self, ...args], keywords, span);
  }
  const windowMethod = receiver.kind === 'block-pointer' ? windowMethods.get(`${receiver.offsets ? 'pointer' : 'descriptor'}.${name}`) : undefined;
  if (windowMethod) {
    return callBuiltin(run, windowMethod, [receiver, ...args], keywords, span);
  }
  throw wrong(span, `${describe(receiver, run.domain)} has no attribute '${name}'`);
}
