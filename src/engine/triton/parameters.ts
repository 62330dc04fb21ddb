/**
 * Which parameters of a kernel are pointers. The source does not say; what is loaded from or stored to does. So pointers
 * are followed backwards, from memory operations through assignments, additions, casts and helper functions, to parameters.
 */
import { allExpressions, nestedStatements } from './call-graph';
import { isConstexpr } from './kernels';
import { pathOf, resolveReference } from './resolve';
import type { Expr, FunctionDefinition, Module, Statement } from './syntax';

export type ParameterKind = 'pointer' | 'scalar';

/** The kind of each parameter that is not a constexpr (of those too when something is loaded through them). */
export function parameterKinds(kernel: FunctionDefinition, module: Module): Map<string, ParameterKind> {
  const pointers = new PointerFlow(module).pointerParameters(kernel);
  return new Map(
    kernel.parameters
      .filter(parameter => !isConstexpr(parameter.annotation, module))
      .map(parameter => [parameter.name, pointers.has(parameter.name) ? 'pointer' : 'scalar'])
  );
}

type Call = Extract<Expr, { kind: 'call' }>;

/** A value that a variable gets: an expression, or a member of what it gives. */
type Source = { readonly value: Expr; readonly path: readonly number[] };

type FunctionFacts = {
  readonly parameters: ReadonlySet<string>;
  readonly sources: ReadonlyMap<string, readonly Source[]>;
  /** Names that are multiplied, compared or used as bounds: numbers. */
  readonly numbers: ReadonlySet<string>;
  readonly returns: readonly Expr[];
};

/** The parameter through which memory is reached, by builtin: position and name. */
const addressParameters: Readonly<Record<string, string>> = {
  'tl.load': 'pointer', 'tl.store': 'pointer', 'tl.make_block_ptr': 'base', 'tl.make_tensor_descriptor': 'base',
  'tl.atomic_add': 'pointer', 'tl.atomic_max': 'pointer', 'tl.atomic_min': 'pointer', 'tl.atomic_and': 'pointer', 'tl.atomic_or': 'pointer', 'tl.atomic_xor': 'pointer', 'tl.atomic_xchg': 'pointer', 'tl.atomic_cas': 'pointer'
};

/** Builtins that give back their first argument, moved or reshaped. */
const transparent = new Set([
  'tl.multiple_of', 'tl.max_contiguous', 'tl.max_constancy', 'tl.broadcast_to', 'tl.reshape', 'tl.view', 'tl.expand_dims', 'tl.trans', 'tl.permute', 'tl.advance', 'tl.cast', 'tl.make_block_ptr'
]);

const transparentMethods = new Set(['to', 'broadcast_to', 'reshape', 'view', 'expand_dims', 'trans', 'permute', 'advance', 'cast', 'value']);

const numeric = new Set(['tl.arange', 'tl.range', 'tl.static_range', 'builtins.range', 'tl.cdiv', 'builtins.min', 'builtins.max', 'tl.minimum', 'tl.maximum', 'tl.full', 'tl.zeros']);

const MAX_STEPS = 20000;

class PointerFlow {
  private readonly facts = new Map<FunctionDefinition, FunctionFacts>();
  private readonly found = new Map<FunctionDefinition, Set<string>>();
  private readonly returned = new Map<FunctionDefinition, Map<string, Set<string>>>();
  private steps = 0;

  constructor(private readonly module: Module) {}

  pointerParameters(definition: FunctionDefinition): ReadonlySet<string> {
    const known = this.found.get(definition);
    if (known) {
      return known;
    }
    const result = new Set<string>();
    this.found.set(definition, result);
    const trace = new Trace(this, definition, this.module, result);
    for (const expr of allExpressions(definition.body)) {
      this.markUses(expr, trace);
    }
    return result;
  }

  /** The parameters of a function that reach what it returns (or a member of it) as a pointer. */
  returnedParameters(definition: FunctionDefinition, path: readonly number[]): ReadonlySet<string> {
    const key = path.join('.');
    const byPath = this.returned.get(definition) ?? new Map<string, Set<string>>();
    this.returned.set(definition, byPath);
    const known = byPath.get(key);
    if (known) {
      return known;
    }
    const result = new Set<string>();
    byPath.set(key, result);
    const trace = new Trace(this, definition, this.module, result);
    this.factsOf(definition).returns.forEach(value => trace.mark(value, path));
    return result;
  }

  private markUses(expr: Expr, trace: Trace): void {
    if (expr.kind === 'attribute' && expr.name === 'element_ty' && expr.object.kind === 'attribute' && expr.object.name === 'dtype') {
      trace.mark(expr.object.object, []);
      return;
    }
    if (expr.kind !== 'call') {
      return;
    }
    const path = pathOf(expr.callee, this.module);
    const parameter = path === null ? undefined : addressParameters[path];
    if (parameter) {
      const address = expr.args[0] ?? expr.keywords.find(keyword => keyword.name === parameter)?.value;
      if (address) {
        trace.mark(address, []);
      }
    } else if (path === null && expr.callee.kind === 'attribute' && `tl.${expr.callee.name}` in addressParameters) {
      trace.mark(expr.callee.object, []);
    } else {
      const callee = this.calleeOf(expr);
      if (callee) {
        this.argumentsFor(expr, callee, this.pointerParameters(callee)).forEach(argument => trace.mark(argument, []));
      }
    }
  }

  calleeOf(call: Call): FunctionDefinition | null {
    const resolution = resolveReference(call.callee, this.module);
    return resolution?.kind === 'function' ? resolution.definition : null;
  }

  /** The arguments that a call passes for some parameters. */
  argumentsFor(call: Call, callee: FunctionDefinition, names: ReadonlySet<string>): Expr[] {
    return callee.parameters.flatMap((parameter, i) => {
      if (!names.has(parameter.name)) {
        return [];
      }
      const argument = parameter.kind === 'var-positional' ? call.args.slice(i) : [call.args[i] ?? call.keywords.find(keyword => keyword.name === parameter.name)?.value];
      return argument.filter((expr): expr is Expr => expr !== undefined && expr.kind !== 'starred');
    });
  }

  factsOf(definition: FunctionDefinition): FunctionFacts {
    let facts = this.facts.get(definition);
    if (!facts) {
      facts = collectFacts(definition, this.module);
      this.facts.set(definition, facts);
    }
    return facts;
  }

  /** Bounds the work on sources that are built to defeat it. */
  spend(): boolean {
    return ++this.steps < MAX_STEPS;
  }
}

/** Follows pointers backwards inside one function. */
class Trace {
  private readonly seen = new Set<string>();
  private readonly facts: FunctionFacts;

  constructor(
    private readonly flow: PointerFlow,
    definition: FunctionDefinition,
    private readonly module: Module,
    private readonly result: Set<string>
  ) {
    this.facts = flow.factsOf(definition);
  }

  mark(expr: Expr, path: readonly number[]): void {
    if (!this.flow.spend()) {
      return;
    }
    switch (expr.kind) {
      case 'name':
        this.markName(expr.name, path);
        return;
      case 'binary':
        if (expr.op === '+' || expr.op === '-') {
          this.mark(this.mayPoint(expr.left, new Set()) || !this.mayPoint(expr.right, new Set()) ? expr.left : expr.right, []);
        }
        return;
      case 'conditional':
        this.mark(expr.then, path);
        this.mark(expr.otherwise, path);
        return;
      case 'tuple':
      case 'list':
        if (path.length > 0 && expr.items[path[0]]) {
          this.mark(expr.items[path[0]], path.slice(1));
        }
        return;
      case 'subscript': {
        const [index] = expr.indices;
        this.mark(expr.object, index?.kind === 'integer' && this.isTuple(expr.object) ? [Number(index.value), ...path] : path);
        return;
      }
      case 'attribute':
        if (transparentMethods.has(expr.name)) {
          this.mark(expr.object, path);
        }
        return;
      case 'call':
        this.markCall(expr, path);
        return;
      default:
    }
  }

  private isTuple(expr: Expr): boolean {
    return expr.kind === 'name' && (this.facts.sources.get(expr.name) ?? []).some(source => source.value.kind === 'tuple' || source.value.kind === 'list');
  }

  private markName(name: string, path: readonly number[]): void {
    const key = `${name}.${path.join('.')}`;
    if (this.seen.has(key)) {
      return;
    }
    this.seen.add(key);
    if (this.facts.parameters.has(name)) {
      this.result.add(name);
    }
    for (const source of this.facts.sources.get(name) ?? []) {
      this.mark(source.value, [...source.path, ...path]);
    }
  }

  private markCall(call: Call, path: readonly number[]): void {
    const builtin = pathOf(call.callee, this.module);
    if (builtin === 'tl.where') {
      call.args.slice(1).forEach(argument => this.mark(argument, path));
    } else if (builtin !== null) {
      const base = call.args[0] ?? call.keywords.find(keyword => keyword.name === 'base')?.value;
      if (transparent.has(builtin) && base) {
        this.mark(base, path);
      }
    } else {
      const callee = this.flow.calleeOf(call);
      if (callee) {
        this.flow.argumentsFor(call, callee, this.flow.returnedParameters(callee, path)).forEach(argument => this.mark(argument, []));
      } else if (call.callee.kind === 'attribute' && transparentMethods.has(call.callee.name)) {
        this.mark(call.callee.object, path);
      }
    }
  }

  /** Whether an operand of an addition can be the pointer: numbers, products and offsets cannot. */
  private mayPoint(expr: Expr, seen: Set<string>): boolean {
    if (!this.flow.spend()) {
      return false;
    }
    switch (expr.kind) {
      case 'name': {
        if (seen.has(expr.name) || this.facts.numbers.has(expr.name)) {
          return false;
        }
        seen.add(expr.name);
        return this.facts.parameters.has(expr.name) || (this.facts.sources.get(expr.name) ?? []).some(source => this.mayPoint(source.value, seen));
      }
      case 'binary':
        return (expr.op === '+' || expr.op === '-') && (this.mayPoint(expr.left, seen) || this.mayPoint(expr.right, seen));
      case 'conditional':
        return this.mayPoint(expr.then, seen) || this.mayPoint(expr.otherwise, seen);
      case 'tuple':
      case 'list':
        return expr.items.some(item => this.mayPoint(item, seen));
      case 'subscript':
      case 'attribute':
        return this.mayPoint(expr.object, seen);
      case 'call': {
        const builtin = pathOf(expr.callee, this.module);
        if (builtin !== null) {
          return (transparent.has(builtin) || builtin === 'tl.where') && expr.args.some(argument => this.mayPoint(argument, seen));
        }
        const callee = this.flow.calleeOf(expr);
        if (callee) {
          return expr.args.some(argument => this.mayPoint(argument, seen));
        }
        return expr.callee.kind === 'attribute' && transparentMethods.has(expr.callee.name) && this.mayPoint(expr.callee.object, seen);
      }
      default:
        return false;
    }
  }
}

function collectFacts(definition: FunctionDefinition, module: Module): FunctionFacts {
  const sources = new Map<string, Source[]>();
  const returns: Expr[] = [];
  const bind = (target: Expr, value: Expr, path: readonly number[]): void => {
    if (target.kind === 'name') {
      sources.set(target.name, [...(sources.get(target.name) ?? []), { value, path }]);
    } else if (target.kind === 'tuple' || target.kind === 'list') {
      target.items.forEach((item, i) => bind(item, value, [...path, i]));
    }
  };
  const visit = (statements: readonly Statement[]): void => {
    for (const statement of statements) {
      if (statement.kind === 'assign') {
        statement.targets.forEach(target => bind(target, statement.value, []));
      } else if (statement.kind === 'annotated' && statement.value) {
        bind(statement.target, statement.value, []);
      } else if (statement.kind === 'augmented') {
        bind(statement.target, { kind: 'binary', op: statement.op, left: statement.target, right: statement.value, span: statement.span }, []);
      } else if (statement.kind === 'for' && (statement.iterable.kind === 'tuple' || statement.iterable.kind === 'list')) {
        statement.iterable.items.forEach(item => bind(statement.target, item, []));
      } else if (statement.kind === 'return' && statement.value) {
        returns.push(statement.value);
      }
      visit(nestedStatements(statement));
    }
  };
  visit(definition.body);
  return { parameters: new Set(definition.parameters.map(parameter => parameter.name)), sources, numbers: numbersIn(definition, module), returns };
}

/** Names used as numbers. A comparison with None says nothing. */
function numbersIn(definition: FunctionDefinition, module: Module): Set<string> {
  const result = new Set<string>();
  const add = (exprs: readonly Expr[]): void => exprs.forEach(expr => expr.kind === 'name' && result.add(expr.name));
  for (const expr of allExpressions(definition.body)) {
    if (expr.kind === 'binary' && expr.op !== '+' && expr.op !== '-') {
      add([expr.left, expr.right]);
    } else if (expr.kind === 'compare' && !expr.ops.some(op => op.startsWith('is')) && !expr.operands.some(operand => operand.kind === 'constant' && operand.value === null)) {
      add(expr.operands);
    } else if (expr.kind === 'call' && numeric.has(pathOf(expr.callee, module) ?? '')) {
      add(expr.args);
    }
  }
  return result;
}
