/** Running a kernel over a domain: the Python around the blocks gets its meaning here, once; the blocks get theirs from the domain. */
import type { Span } from '../span';
import { callValue } from './calls';
import type { Domain, Value } from './domain';
import { builtinValue, evaluateExpression } from './expressions';
import { resolveName } from './resolve';
import { type Run, type Scope, unsupported, wrong } from './run';
import { runBody } from './statements';
import type { Expr, FunctionDefinition, Module, Statement } from './syntax';

export type RunOptions = {
  /** Loop iterations in one run, of all loops together. */
  readonly maxIterations?: number;
};

const MAX_ITERATIONS = 1024;
const MAX_DEPTH = 64;

/**
 * Runs a function's body with the arguments given; parameters without one take their default. Returns what the function
 * returns (none for kernels). Throws `Unsupported` for what is outside the language and for programs that are wrong.
 */
export function runKernel<T>(kernel: FunctionDefinition, module: Module, args: ReadonlyMap<string, Value<T>>, domain: Domain<T>, options: RunOptions = {}): Value<T> {
  const run = new Evaluation(domain, options.maxIterations ?? MAX_ITERATIONS);
  return run.call({ kind: 'function', definition: kernel, module }, [], args, kernel.nameSpan);
}

/**
 * What a heuristic (`lambda args: args['n'] % args['BLOCK'] == 0`) answers for a launch. Heuristics run in Python, before
 * the launch: symbolic arguments are to be given as constexpr tensors, so that `//` and `%` floor.
 */
export function runHeuristic<T>(heuristic: Expr, module: Module, args: ReadonlyMap<string, Value<T>>, domain: Domain<T>): Value<T> {
  const run = new Evaluation(domain, MAX_ITERATIONS);
  const callee = run.evaluate(heuristic, { module, names: new Map() });
  return run.call(callee, [{ kind: 'mapping', entries: args }], new Map(), heuristic.span);
}

class Evaluation<T> implements Run<T> {
  private iterations = 0;
  private depth = 0;
  private span: Span | null = null;
  private readonly globals = new Map<Module, Map<string, Value<T>>>();

  constructor(
    readonly domain: Domain<T>,
    private readonly maxIterations: number
  ) {}

  evaluate(expr: Expr, scope: Scope<T>): Value<T> {
    return evaluateExpression(this, expr, scope);
  }

  call(callee: Value<T>, args: readonly Value<T>[], keywords: ReadonlyMap<string, Value<T>>, span: Span): Value<T> {
    return callValue(this, callee, args, keywords, span);
  }

  runBody(body: readonly Statement[], scope: Scope<T>): Value<T> {
    return runBody(this, body, scope);
  }

  global(name: string, module: Module, span: Span): Value<T> {
    let known = this.globals.get(module);
    if (!known) {
      known = new Map();
      this.globals.set(module, known);
    }
    let value = known.get(name);
    if (!value) {
      value = this.lookUp(name, module, span);
      known.set(name, value);
    }
    return value;
  }

  private lookUp(name: string, module: Module, span: Span): Value<T> {
    const resolution = resolveName(name, module);
    switch (resolution.kind) {
      case 'builtin':
        return builtinValue(resolution.path);
      case 'function':
        return { kind: 'function', definition: resolution.definition, module };
      case 'constant':
        return this.nest(span, () => this.evaluate(resolution.value, { module, names: new Map() }));
      case 'foreign':
        throw unsupported('missing source', span, `'${name}' comes from '${resolution.path}', whose source is not here: include it`);
      case 'undefined':
        throw wrong(span, `'${name}' is not defined here, or only in one branch of a runtime condition or in a loop that may not run`);
    }
  }

  countIteration(span: Span): void {
    if (++this.iterations > this.maxIterations) {
      throw unsupported('long loop', span, `more than ${this.maxIterations} loop iterations`);
    }
  }

  at(span: Span): Span {
    return this.span ?? span;
  }

  within<R>(span: Span, body: () => R): R {
    const before = this.span;
    this.span = before ?? span;
    try {
      return body();
    } finally {
      this.span = before;
    }
  }

  nest<R>(span: Span, body: () => R): R {
    if (++this.depth > MAX_DEPTH) {
      throw unsupported('recursion', span, `calls nest more than ${MAX_DEPTH} deep`);
    }
    try {
      return body();
    } finally {
      this.depth--;
    }
  }
}

