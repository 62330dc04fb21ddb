/** Which functions of a module are kernels, and what their decorators say about their parameters. */
import { allExpressions, calledFunctions } from './call-graph';
import { pathOf } from './resolve';
import type { Expr, FunctionDefinition, Module } from './syntax';

export type Literal = number | string | boolean | null;

export type Kernel = {
  readonly name: string;
  readonly definition: FunctionDefinition;
  /** `pointwise`: a function of scalars that a library applies to every element; it returns values and stores nothing. */
  readonly kind: 'kernel' | 'pointwise';
  /** Names of the constexpr parameters, in order. */
  readonly constexprs: readonly string[];
  readonly defaults: ReadonlyMap<string, Expr>;
  /** The literal constexprs of each `Config` of `autotune`. */
  readonly autotune: readonly Readonly<Record<string, Literal>>[];
  /** Whether `autotune` restores or clears what the kernel updates between trials: `reset_to_zero` and `restore_value`. */
  readonly autotuneResets: readonly string[];
  /** Constexpr parameters that `heuristics` computes: name to lambda. */
  readonly heuristics: ReadonlyMap<string, Expr>;
  readonly pointwise: Pointwise | null;
};

export type Pointwise = {
  /** For each parameter: whether it is a tensor (else a scalar). */
  readonly isTensor: readonly boolean[];
  readonly numOutputs: number;
  /** For each output: the parameters whose dtypes are promoted, and by which rule (`DEFAULT`, `INT_TO_FLOAT`, `ALWAYS_BOOL`, ...). */
  readonly promotion: readonly { readonly inputs: readonly number[]; readonly rule: string }[];
};

type Decorator = { readonly path: string | null; readonly last: string; readonly call: Extract<Expr, { kind: 'call' }> | null };

function decoratorsOf(definition: FunctionDefinition, module: Module): Decorator[] {
  return definition.decorators.map(decorator => {
    const call = decorator.kind === 'call' ? decorator : null;
    const callee = call ? call.callee : decorator;
    const last = callee.kind === 'attribute' || callee.kind === 'name' ? callee.name : '';
    return { path: pathOf(callee, module), last: originalName(last, callee, module), call };
  });
}

/** The name under which the decorator's own module knows it. */
const originalName = (name: string, callee: Expr, module: Module): string =>
  callee.kind === 'name' ? (module.imports.get(name)?.split('.').pop() ?? name) : name;

const isJitDecorator = (decorator: Decorator): boolean => decorator.path === 'triton.jit' || decorator.path === 'tl.jit';

/** Whether a function is compiled by Triton. */
export const isJit = (definition: FunctionDefinition, module: Module): boolean =>
  decoratorsOf(definition, module).some(isJitDecorator);

const isPointwise = (decorator: Decorator): boolean => decorator.last === 'pointwise_dynamic' && decorator.path === null;

/** Everything known of one function as a kernel; null when it is not compiled by Triton. */
export function kernelOf(definition: FunctionDefinition, module: Module): Kernel | null {
  const decorators = decoratorsOf(definition, module);
  const pointwise = decorators.find(isPointwise);
  if (!pointwise && !decorators.some(isJitDecorator)) {
    return null;
  }
  const autotune = decorators.filter(decorator => decorator.path === 'triton.autotune' && decorator.call);
  const heuristics = new Map(decorators.filter(decorator => decorator.path === 'triton.heuristics').flatMap(({ call }) => heuristicsOf(call)));
  const configs = autotune.flatMap(({ call }) => autotuneConfigs(call!, module));
  const tuned = new Set(configs.flatMap(config => Object.keys(config)));
  return {
    name: definition.name,
    definition,
    kind: pointwise ? 'pointwise' : 'kernel',
    constexprs: definition.parameters.filter(parameter => isConstexpr(parameter.annotation, module) || tuned.has(parameter.name) || heuristics.has(parameter.name)).map(parameter => parameter.name),
    defaults: new Map(definition.parameters.flatMap(parameter => (parameter.default ? [[parameter.name, parameter.default] as const] : []))),
    autotune: configs,
    autotuneResets: autotune.flatMap(({ call }) => ['reset_to_zero', 'restore_value'].flatMap(name => stringsOf(keywordOf(call!, name)))),
    heuristics,
    pointwise: pointwise ? pointwiseOf(definition, pointwise.call) : null
  };
}

/** `tl.constexpr`, also as a string. */
export function isConstexpr(annotation: Expr | null, module: Module): boolean {
  if (annotation?.kind === 'string') {
    return /(^|\.)constexpr$/.test(annotation.value);
  }
  return annotation !== null && pathOf(annotation, module) === 'tl.constexpr';
}

/**
 * The kernels that a user can launch: they store, and no other compiled function of the module calls them.
 * In the order of the source.
 */
export function listKernels(module: Module): Kernel[] {
  const functions = [...module.functions.values()];
  const called = new Set(functions.filter(definition => isJit(definition, module)).flatMap(definition => calledFunctions(definition, module).filter(callee => callee !== definition)));
  return functions.flatMap(definition => {
    const kernel = kernelOf(definition, module);
    const launched = kernel && (kernel.kind === 'pointwise' || (!called.has(definition) && stores(definition, module, new Set())));
    return launched ? [kernel] : [];
  });
}

const storePath = /^tl\.(store|atomic_\w+|store_tensor_descriptor)$/;
const storeMethod = /^(store|atomic_\w+)$/;

/** Whether a function writes to memory, itself or through what it calls. */
function stores(definition: FunctionDefinition, module: Module, seen: Set<FunctionDefinition>): boolean {
  if (seen.has(definition)) {
    return false;
  }
  seen.add(definition);
  for (const expr of allExpressions(definition.body)) {
    if (expr.kind === 'call') {
      const path = pathOf(expr.callee, module);
      if (path !== null ? storePath.test(path) : expr.callee.kind === 'attribute' && storeMethod.test(expr.callee.name)) {
        return true;
      }
    }
  }
  return calledFunctions(definition, module).some(callee => stores(callee, module, seen));
}

type Call = Extract<Expr, { kind: 'call' }>;

const keywordOf = (call: Call, name: string): Expr | null => call.keywords.find(keyword => keyword.name === name)?.value ?? null;

const itemsOf = (expr: Expr | null): readonly Expr[] => (expr?.kind === 'list' || expr?.kind === 'tuple' ? expr.items : []);

const stringsOf = (expr: Expr | null): string[] => itemsOf(expr).flatMap(item => (item.kind === 'string' ? [item.value] : []));

/** The value of a literal; undefined for any other expression. */
export function literalOf(expr: Expr): Literal | undefined {
  switch (expr.kind) {
    case 'integer':
      return Number(expr.value);
    case 'float':
      return Number(expr.text);
    case 'string':
    case 'constant':
      return expr.value;
    case 'unary': {
      const value = literalOf(expr.operand);
      return expr.op === '-' && typeof value === 'number' ? -value : undefined;
    }
    default:
      return undefined;
  }
}

/** The dictionaries of `configs=[triton.Config({...}), ...]`, as far as they are literal. */
function autotuneConfigs(call: Call, module: Module): Readonly<Record<string, Literal>>[] {
  return itemsOf(keywordOf(call, 'configs') ?? call.args[0] ?? null).flatMap(config => {
    if (config.kind !== 'call' || pathOf(config.callee, module) !== 'triton.Config') {
      return [];
    }
    const values = config.args[0] ?? keywordOf(config, 'kwargs');
    return values?.kind === 'dictionary' ? [literalEntries(values)] : [];
  });
}

function literalEntries(dictionary: Extract<Expr, { kind: 'dictionary' }>): Record<string, Literal> {
  const result: Record<string, Literal> = {};
  for (const { key, value } of dictionary.entries) {
    const literal = literalOf(value);
    if (key?.kind === 'string' && literal !== undefined) {
      result[key.value] = literal;
    }
  }
  return result;
}

/** `heuristics({'EVEN': lambda args: ...})`. */
function heuristicsOf(call: Call | null): (readonly [string, Expr])[] {
  const values = call ? (call.args[0] ?? keywordOf(call, 'values')) : null;
  return values?.kind === 'dictionary' ? values.entries.flatMap(({ key, value }) => (key?.kind === 'string' ? [[key.value, value] as const] : [])) : [];
}

function pointwiseOf(definition: FunctionDefinition, call: Call | null): Pointwise {
  const keyword = (name: string): Expr | null => (call ? keywordOf(call, name) : null);
  const flags = itemsOf(keyword('is_tensor')).map(item => item.kind === 'constant' && item.value === true);
  const promotion = itemsOf(keyword('promotion_methods')).map(item => {
    const parts = itemsOf(item);
    const inputs = parts.flatMap(part => (part.kind === 'integer' ? [Number(part.value)] : []));
    const rule = parts[parts.length - 1];
    return { inputs, rule: rule?.kind === 'string' ? rule.value : rule?.kind === 'attribute' ? rule.name : 'DEFAULT' };
  });
  const outputs = keyword('num_outputs');
  return {
    isTensor: flags.length > 0 ? flags : definition.parameters.map(() => true),
    numOutputs: outputs?.kind === 'integer' ? Number(outputs.value) : Math.max(promotion.length, 1),
    promotion
  };
}
