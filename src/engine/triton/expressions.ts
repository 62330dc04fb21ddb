/** Evaluation of expressions. */
import type { Span } from '../span';
import { parseDecimal } from '../term/rational';
import { dtypeAt, dtypeAttribute, isDtypeMethod } from './dtype-attributes';
import type { BlockPointer, Value } from './domain';
import { mergeValues } from './merge';
import { binary, compare, logicalNot, toCondition, unary } from './operators';
import { resolveMember } from './resolve';
import { type Run, type Scope, unsupported, wrong } from './run';
import { runtimeValue } from './runtime-value';
import { subscript } from './subscripts';
import type { Expr } from './syntax';
import { bool, describe, dimension, dtypeValue, float, int, none, string, tensor, truth, tuple } from './values';

type Of<K extends Expr['kind']> = Extract<Expr, { kind: K }>;

export function evaluateExpression<T>(run: Run<T>, expr: Expr, scope: Scope<T>): Value<T> {
  const span = run.at(expr.span);
  switch (expr.kind) {
    case 'name':
      return scope.names.get(expr.name) ?? run.global(expr.name, scope.module, span);
    case 'integer':
      return int(expr.value);
    case 'float':
      return float(parseDecimal(expr.text));
    case 'string':
      return string(expr.value);
    case 'constant':
      return expr.value === null ? none() : bool(expr.value);
    case 'attribute':
      return attribute(run, run.evaluate(expr.object, scope), expr.name, span);
    case 'call':
      return evaluateCall(run, expr, scope);
    case 'subscript':
      return subscript(run, run.evaluate(expr.object, scope), expr, scope);
    case 'unary': {
      const operand = run.evaluate(expr.operand, scope);
      return expr.op === 'not' ? negation(run, operand, span) : unary(run.domain, expr.op, operand, span);
    }
    case 'binary':
      return binary(run.domain, expr.op, run.evaluate(expr.left, scope), run.evaluate(expr.right, scope), span);
    case 'compare':
      return evaluateComparison(run, expr, scope);
    case 'boolean':
      return evaluateBoolean(run, expr, scope);
    case 'conditional':
      return evaluateConditional(run, expr, scope);
    case 'tuple':
    case 'list':
      return tuple(evaluateItems(run, expr.items, scope));
    case 'lambda':
      return { kind: 'lambda', parameters: expr.parameters, body: expr.body, scope: new Map(scope.names), module: scope.module };
    case 'named': {
      const value = runtimeValue(run, run.evaluate(expr.value, scope), span);
      scope.names.set(expr.target, value);
      return value;
    }
    case 'formatted':
      return string(expr.text);
    case 'ellipsis':
      throw unsupported('...', span, "'...' is not supported");
    case 'slice':
      throw wrong(span, 'a slice has no meaning here');
    case 'dictionary':
      throw unsupported('dictionary', span, 'dictionary is not supported in a kernel');
    case 'starred':
      throw wrong(span, "'*' has no meaning here");
    case 'other':
      throw unsupported(expr.construct, span, `${expr.construct} is not supported in a kernel`);
  }
}

/** The items of a list, tuple or argument list, with `*items` spread. */
export const evaluateItems = <T>(run: Run<T>, items: readonly Expr[], scope: Scope<T>): Value<T>[] =>
  items.flatMap(item => {
    if (item.kind !== 'starred') {
      return [run.evaluate(item, scope)];
    }
    const value = run.evaluate(item.value, scope);
    if (value.kind !== 'tuple') {
      throw wrong(run.at(item.span), `'*' needs a tuple, not ${describe(value, run.domain)}`);
    }
    return value.items;
  });

function evaluateCall<T>(run: Run<T>, expr: Of<'call'>, scope: Scope<T>): Value<T> {
  const callee = run.evaluate(expr.callee, scope);
  const args = evaluateItems(run, expr.args, scope);
  const keywords = new Map<string, Value<T>>();
  for (const keyword of expr.keywords) {
    if (keyword.name === null) {
      throw unsupported('**', run.at(keyword.span), "'**' in a call is not supported");
    }
    keywords.set(keyword.name, run.evaluate(keyword.value, scope));
  }
  return run.call(callee, args, keywords, run.at(expr.span));
}

/** `value.name`. */
export function attribute<T>(run: Run<T>, value: Value<T>, name: string, span: Span): Value<T> {
  switch (value.kind) {
    case 'builtin': {
      const member = resolveMember(value, name);
      return member?.kind === 'builtin' ? builtinValue(member.path) : value;
    }
    case 'tensor':
      return tensorAttribute(run, value, name, span);
    case 'block-pointer':
      return windowAttribute(run, value, name);
    case 'dtype': {
      const data = dtypeAttribute<T>(value.dtype, name);
      if (data) {
        return data;
      }
      if (isDtypeMethod(name)) {
        return { kind: 'method', receiver: value, name };
      }
      throw wrong(span, `a dtype has no attribute '${name}'`);
    }
    case 'int':
    case 'float':
    case 'bool':
    case 'string':
    case 'none':
    case 'tuple':
      return name === 'value' ? value : { kind: 'method', receiver: value, name };
    default:
      if (name === 'value' || name === 'fn') {
        return value;
      }
      throw wrong(span, `${describe(value, run.domain)} has no attribute '${name}'`);
  }
}

/** What a canonical path evaluates to. */
export function builtinValue<T>(path: string): Value<T> {
  const dtype = dtypeAt(path);
  if (dtype) {
    return dtypeValue(dtype);
  }
  const constant = constants[path];
  return constant !== undefined ? float(constant === 'inf' || constant === 'nan' ? constant : parseDecimal(constant)) : { kind: 'builtin', path };
}

const constants: Readonly<Record<string, string>> = {
  'math.pi': '3.141592653589793', 'math.e': '2.718281828459045', 'math.tau': '6.283185307179586', 'math.inf': 'inf', 'math.nan': 'nan',
  'torch.inf': 'inf', 'torch.nan': 'nan', 'torch.pi': '3.141592653589793', 'numpy.nan': 'nan', 'numpy.e': '2.718281828459045'
};

function windowAttribute<T>(run: Run<T>, value: BlockPointer<T>, name: string): Value<T> {
  switch (name) {
    case 'dtype': {
      const pointer = run.domain.dtype(value.base);
      return dtypeValue(value.offsets === null && pointer.kind === 'pointer' ? pointer.element : pointer);
    }
    case 'shape':
    case 'strides':
      return tuple(value[name].map(item => tensor(item)));
    case 'block_shape':
      return tuple(value.blockShape.map(dimension));
    default:
      return { kind: 'method', receiver: value, name };
  }
}

function tensorAttribute<T>(run: Run<T>, value: Extract<Value<T>, { kind: 'tensor' }>, name: string, span: Span): Value<T> {
  const { domain } = run;
  switch (name) {
    case 'dtype':
    case 'type':
      return dtypeValue(domain.dtype(value.tensor));
    case 'shape':
      return tuple(domain.shape(value.tensor).map(dimension));
    case 'numel':
      return domain.shape(value.tensor).map(dimension).reduce((product, size) => binary(domain, '*', product, size, span), int<T>(1));
    case 'value':
      return value;
    case 'T':
      if (domain.shape(value.tensor).length !== 2) {
        throw wrong(span, "'.T' needs a block with two axes");
      }
      return tensor(domain.permute(value.tensor, [1, 0], span));
    default:
      return { kind: 'method', receiver: value, name };
  }
}

function negation<T>(run: Run<T>, operand: Value<T>, span: Span): Value<T> {
  return operand.kind === 'tensor' ? logicalNot(run.domain, operand, span) : bool(truth(operand) === false);
}

/** `a < b < c` is `a < b and b < c`. */
function evaluateComparison<T>(run: Run<T>, expr: Of<'compare'>, scope: Scope<T>): Value<T> {
  const span = run.at(expr.span);
  let left = run.evaluate(expr.operands[0], scope);
  let result: Value<T> | null = null;
  for (const [i, op] of expr.ops.entries()) {
    const right = run.evaluate(expr.operands[i + 1], scope);
    const link = compare(run.domain, op, left, right, span);
    if (result === null) {
      result = link;
    } else if (result.kind === 'tensor' && link.kind === 'tensor') {
      result = binary(run.domain, '&', result, link, span);
    } else {
      result = truth(result) === false || truth(link) === true ? result : link;
    }
    left = right;
  }
  return result!;
}

/** Constexpr operands short-circuit or drop out; the runtime ones are combined. */
function evaluateBoolean<T>(run: Run<T>, expr: Of<'boolean'>, scope: Scope<T>): Value<T> {
  const span = run.at(expr.span);
  const runtime: T[] = [];
  let value: Value<T> = none();
  for (const operand of expr.operands) {
    value = run.evaluate(operand, scope);
    // Triton evaluates every operand that is not a constexpr: a load behind `and` happens all the same.
    const known = value.kind !== 'tensor' ? truth(value) : value.runtime ? null : decided(run, value.tensor, span);
    if (known === (expr.op === 'or')) {
      return runtime.length === 0 ? value : bool(known);
    }
    if (known === null && value.kind === 'tensor') {
      runtime.push(toCondition(run.domain, value.tensor, span));
    }
  }
  if (runtime.length === 0) {
    return value;
  }
  const dtype = run.domain.dtype(runtime[0]);
  return tensor(runtime.reduce((a, b) => run.domain.elementwise(expr.op, [a, b], dtype, span)));
}

/** The truth of a scalar when the domain knows it: Triton folds constants, and a short circuit must not hide a block. */
const decided = <T>(run: Run<T>, value: T, span: Span): boolean | null =>
  run.domain.shape(value).length === 0 ? run.domain.decide(toCondition(run.domain, value, span), span) : null;

function evaluateConditional<T>(run: Run<T>, expr: Of<'conditional'>, scope: Scope<T>): Value<T> {
  const span = run.at(expr.span);
  const { domain } = run;
  const test = run.evaluate(expr.test, scope);
  if (test.kind !== 'tensor') {
    return run.evaluate(truth(test) ? expr.then : expr.otherwise, scope);
  }
  if (domain.shape(test.tensor).length > 0) {
    throw wrong(run.at(expr.test.span), 'a block is no condition: use tl.where');
  }
  const condition = toCondition(domain, test.tensor, span);
  const known = domain.decide(condition, span);
  if (known !== null) {
    return run.evaluate(known ? expr.then : expr.otherwise, scope);
  }
  domain.enter(condition, false, span);
  const then = run.evaluate(expr.then, scope);
  domain.leave();
  domain.enter(condition, true, span);
  const otherwise = run.evaluate(expr.otherwise, scope);
  domain.leave();
  return mergeValues(domain, condition, then, otherwise, 'the two values of this conditional', span);
}
