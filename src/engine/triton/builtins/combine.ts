/** Combine functions: which reduction one is, by its body (`return a + b` is a sum under any name), and calling one that is none. */
import type { ReduceOp, Value } from '../domain';
import { cast, toTensor } from '../operators';
import { pathOf, resolveReference } from '../resolve';
import { unsupported, wrong } from '../run';
import type { Expr, FunctionDefinition, Module } from '../syntax';
import { tensor } from '../values';
import type { BuiltinCall } from './table';

const operators: Readonly<Record<string, readonly [ReduceOp, ReduceOp | null]>> = {
  // [of numbers, of booleans]
  '+': ['sum', null], '*': ['prod', 'all'], '^': ['xor', 'xor']
};

const functions: Readonly<Record<string, ReduceOp>> = { 'tl.maximum': 'max', 'tl.minimum': 'min', 'builtins.max': 'max', 'builtins.min': 'min' };

const MAX_DEPTH = 4;

/** Null when the function is none of the known operations. */
export function combineOperation<T>(combine: Value<T>, boolean: boolean): ReduceOp | null {
  switch (combine.kind) {
    case 'builtin':
      return functions[combine.path] ?? null;
    case 'function':
      return ofFunction(combine.definition, combine.module, boolean, 0);
    case 'lambda':
      return ofBody(combine.body, combine.parameters.map(parameter => parameter.name), combine.module, boolean, 0);
    default:
      return null;
  }
}

function ofFunction(definition: FunctionDefinition, module: Module, boolean: boolean, depth: number): ReduceOp | null {
  const [statement, ...rest] = definition.body;
  if (statement?.kind !== 'return' || statement.value === null || rest.length > 0) {
    return null;
  }
  return ofBody(statement.value, definition.parameters.map(parameter => parameter.name), module, boolean, depth);
}

function ofBody(body: Expr, [a, b, ...others]: readonly string[], module: Module, boolean: boolean, depth: number): ReduceOp | null {
  const isBoth = (x: Expr, y: Expr): boolean =>
    others.length === 0 && x.kind === 'name' && y.kind === 'name' && x.name !== y.name && [x.name, y.name].every(name => name === a || name === b);
  if (body.kind === 'binary' && isBoth(body.left, body.right)) {
    if (body.op === '|' || body.op === '&') {
      return boolean ? (body.op === '|' ? 'any' : 'all') : null;
    }
    const [ofNumbers, ofBooleans] = operators[body.op] ?? [null, null];
    return boolean ? ofBooleans : ofNumbers;
  }
  if (body.kind === 'boolean' && body.operands.length === 2 && isBoth(body.operands[0], body.operands[1])) {
    return boolean ? (body.op === 'or' ? 'any' : 'all') : null;
  }
  return body.kind === 'call' && depth < MAX_DEPTH ? ofCall(body, isBoth, module, boolean, depth) : null;
}

function ofCall(call: Extract<Expr, { kind: 'call' }>, isBoth: (x: Expr, y: Expr) => boolean, module: Module, boolean: boolean, depth: number): ReduceOp | null {
  const path = pathOf(call.callee, module);
  if (call.args.length === 2 && call.keywords.length === 0 && isBoth(call.args[0], call.args[1])) {
    const callee = path === null ? resolveReference(call.callee, module) : null;
    return path !== null ? (functions[path] ?? null) : callee?.kind === 'function' ? ofFunction(callee.definition, module, boolean, depth + 1) : null;
  }
  return path === 'tl.where' && call.args.length === 3 ? ofWhere(call.args, isBoth) : null;
}

/** `where(a > b, a, b)`. */
function ofWhere([test, then, otherwise]: readonly Expr[], isBoth: (x: Expr, y: Expr) => boolean): ReduceOp | null {
  if (test.kind !== 'compare' || test.ops.length !== 1 || !isBoth(test.operands[0], test.operands[1]) || !isBoth(then, otherwise)) {
    return null;
  }
  const picksLeft = (test.operands[0] as { name: string }).name === (then as { name: string }).name;
  const greater = test.ops[0] === '>' || test.ops[0] === '>=';
  const less = test.ops[0] === '<' || test.ops[0] === '<=';
  return greater || less ? (greater === picksLeft ? 'max' : 'min') : null;
}

/** The blocks given, combined by the function along the axis: the last result alone, or all of them. */
export function combineBlocks<T>(call: BuiltinCall<T>, combine: Value<T>, tensors: readonly T[], axis: number, results: 'last' | 'all', reverse: boolean): readonly T[] {
  const { run, span } = call;
  const { domain } = run;
  if (!domain.combine) {
    throw unsupported(call.path, span, `${call.name} with this combine function is not supported`);
  }
  const dtypes = tensors.map(t => domain.dtype(t));
  return domain.combine({
    tensors,
    axis,
    results,
    reverse,
    span,
    combine: (a, b) => {
      const value = run.call(combine, [...a, ...b].map(t => tensor(t)), new Map(), span);
      const items = value.kind === 'tuple' ? value.items : [value];
      if (items.length !== tensors.length) {
        throw wrong(span, `the combine function of ${call.name} returns ${items.length} values, not ${tensors.length}`);
      }
      return items.map((item, k) => cast(domain, toTensor(domain, item, span), dtypes[k], span));
    }
  });
}
