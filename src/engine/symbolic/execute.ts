/** Runs a kernel symbolically: chooses variants of its switches, the sorts of its arguments, and collects the denotation. */
import * as T from '../term';
import type { ConstexprValue } from '../result';
import { runKernel } from '../triton/evaluate';
import type { Value } from '../triton/domain';
import { constexprTensor, tensor } from '../triton/values';
import { scalar, type Dtype } from '../triton/dtype';
import type { Kernel } from '../triton/kernels';
import type { Module, Parameter } from '../triton/syntax';
import { Unsupported } from '../triton/unsupported';
import { withoutDeadBranches } from '../triton/decided';
import { parameterKinds } from '../triton/parameters';
import type { Span } from '../span';
import { lane, type Denotation, type Effect } from './denotation';
import { SymbolicDomain } from './domain';
import { countForwards } from './forwards';
import type { Argument } from './lifted';
import type { LoopSolver } from './loops';
import { laterStoresWin } from './order';
import { realScalars } from './sorts';
import { Retype } from './retype';
import type { SymbolicTensor } from './tensor';
import { parameterUses, type ParameterUse } from './uses';

export type Variant = Readonly<Record<string, ConstexprValue>>;

export type Executed = {
  readonly denotation: Denotation;
  /** Tests of NaN and infinity, which keep a kernel from being verified in the real model. */
  readonly nanTests: readonly Span[];
  /** Constexpr parameters that took a default value since their loops are unrolled. */
  readonly fixed: Variant;
  /** Bits of the narrowest integer to which a real is cast; infinite where there is none. */
  readonly narrowest: number;
  /** Scalar arguments in integer values that the kernel casts to integers once more. */
  readonly recast: ReadonlySet<string>;
};

const MAX_VARIANTS = 16;
const MAX_RESTARTS = 24;

/** Each way in which the kernel's switches can stand, those given by the caller fixed; capped. */
export function variantsOf(kernel: Kernel, module: Module, given: Variant): { variants: Variant[]; capped: boolean } {
  const uses = parameterUses(kernel.definition, module);
  let variants: Record<string, ConstexprValue>[] = [{}];
  let capped = false;
  for (const p of kernel.definition.parameters) {
    if (Object.hasOwn(given, p.name)) {
      variants = variants.map(v => ({ ...v, [p.name]: given[p.name] }));
      continue;
    }
    const choices = choicesFor(uses.get(p.name), kernel.constexprs.includes(p.name));
    if (choices.length === 0) {
      continue;
    }
    const product = variants.flatMap(v => choices.map(c => ({ ...v, [p.name]: c })));
    capped ||= product.length > MAX_VARIANTS;
    variants = product.slice(0, MAX_VARIANTS);
  }
  return { variants, capped };
}

/** PRESENT stands for an argument that is not None. */
export const PRESENT = 'present';

function choicesFor(use: ParameterUse | undefined, isConstexpr: boolean): ConstexprValue[] {
  if (!use) {
    return [];
  }
  if (!isConstexpr) {
    return use.none ? [PRESENT, null] : [];
  }
  if (use.number || use.dtype) {
    return use.none && use.number ? [PRESENT, null] : [];
  }
  const literals = [...use.literals];
  const choices: ConstexprValue[] = literals.filter(l => typeof l !== 'boolean');
  if (literals.some(l => typeof l === 'number') || literals.some(l => typeof l === 'string')) {
    return use.none ? [...choices, null] : choices;
  }
  if (use.truth || literals.some(l => typeof l === 'boolean')) {
    return [true, false];
  }
  return use.none ? [null] : [];
}

/**
 * The denotation of one variant. Throws `Unsupported`. Constants that bound a loop stay symbolic where the loop has a closed form;
 * only where it has to be unrolled they take their defaults.
 */
export function execute(kernel: Kernel, module: Module, variant: Variant, solveLoop: LoopSolver): Executed {
  const uses = parameterUses(kernel.definition, module);
  try {
    return executeWith(kernel, module, variant, solveLoop, uses);
  } catch (error) {
    const unrolled = (p: Parameter): boolean => p.default?.kind === 'integer' && !Object.hasOwn(variant, p.name) && uses.get(p.name)?.unrolled === true;
    if (!(error instanceof Unsupported) || !kernel.definition.parameters.some(p => kernel.constexprs.includes(p.name) && unrolled(p))) {
      throw error;
    }
    return executeWith(kernel, module, variant, solveLoop, uses, 'defaults');
  }
}

function executeWith(kernel: Kernel, module: Module, variant: Variant, solveLoop: LoopSolver, uses: ReadonlyMap<string, ParameterUse>, bounds: 'symbolic' | 'defaults' = 'symbolic'): Executed {
  const kinds = parameterKinds(withoutDeadBranches(kernel.definition, variant), module);
  const sorts = new Map<string, T.Sort>();
  const fixed: Record<string, ConstexprValue> = {};
  for (const p of kernel.definition.parameters) {
    sorts.set(p.name, isPointer(kernel, kinds, p.name) ? 'Real' : 'Int');
  }
  const attempt = (): Executed => {
    const run = new Attempt(kernel, module, variant, sorts, kinds, uses, fixed, bounds, solveLoop);
    return run.execute();
  };
  let firstFailure: Unsupported | null = null;
  const tried = new Set<string>();
  /** Choices of integer contents that got no further since the last one that did. */
  const refuted = new Set<string>();
  /** Whether a scalar may be a real number; then it is one from here on. */
  const runsWith = (scalarName: string): boolean => {
    tried.add(scalarName);
    sorts.set(scalarName, 'Real');
    try {
      attempt();
      return true;
    } catch (error) {
      if (!(error instanceof Retype || error instanceof Unsupported)) {
        throw error;
      }
      sorts.set(scalarName, 'Int');
      return false;
    }
  };
  for (let round = 0; round < MAX_RESTARTS; round++) {
    try {
      const executed = attempt();
      const scalars = new Set(executed.denotation.arguments.filter(a => a.kind !== 'pointer' && sorts.get(a.name) === 'Int').map(a => a.name));
      const reals = realScalars(executed.denotation, scalars);
      if (reals.length === 0) {
        // A cast of an integer to integers would be idle; with a real scalar in it, it rounds. A real covers both.
        const doubtful = [...executed.recast].filter(n => scalars.has(n) && !kernel.constexprs.includes(n) && !Object.hasOwn(variant, n) && !tried.has(n));
        if (!doubtful.some(name => runsWith(name))) {
          return executed;
        }
        continue;
      }
      reals.forEach(n => sorts.set(n, 'Real'));
    } catch (error) {
      if (error instanceof Retype) {
        error.names.forEach(n => sorts.set(n, error.sort));
        continue;
      }
      if (!(error instanceof Unsupported)) {
        throw error;
      }
      // An integer operation on contents or scalars taken for reals: some of them are integers. The choice that gets further stays.
      const reals = [...sorts].filter(([, s]) => s === 'Real').map(([n]) => n);
      const choice = [...reals.map(n => [n]), reals].find(names => names.length > 0 && !refuted.has(names.join()));
      if (!INTEGER_ONLY.test(error.construct + error.message) || choice === undefined) {
        throw firstFailure ?? error;
      }
      firstFailure ??= error;
      refuted.add(choice.join());
      choice.forEach(n => sorts.set(n, 'Int'));
      if (getsFurther(attempt, depth(error))) {
        firstFailure = null;
        refuted.clear();
      } else {
        choice.forEach(n => sorts.set(n, 'Real'));
      }
    }
  }
  throw new Unsupported('argument types', null, 'no assignment of integer and real types to the arguments makes the kernel run');
}

function getsFurther(attempt: () => unknown, before: number): boolean {
  try {
    attempt();
    return true;
  } catch (error) {
    return error instanceof Retype || (error instanceof Unsupported && depth(error) > before);
  }
}

const INTEGER_ONLY = /float|fp32|integer|invalid operand|bitwise|shift/i;
const depth = (e: Unsupported): number => (e.span ? e.span[0] * 1000 + e.span[1] : 0);

const isPointer = (kernel: Kernel, kinds: ReadonlyMap<string, 'pointer' | 'scalar'>, name: string): boolean =>
  kernel.kind === 'pointwise' ? kernel.pointwise?.isTensor[kernel.definition.parameters.findIndex(p => p.name === name)] !== false && !kernel.constexprs.includes(name) : kinds.get(name) === 'pointer';

class Attempt {
  private readonly domain: SymbolicDomain;
  private readonly args = new Map<string, Value<SymbolicTensor>>();
  private readonly described: Argument[] = [];

  constructor(
    private readonly kernel: Kernel,
    private readonly module: Module,
    private readonly variant: Variant,
    private readonly sorts: ReadonlyMap<string, T.Sort>,
    private readonly kinds: ReadonlyMap<string, 'pointer' | 'scalar'>,
    private readonly uses: ReadonlyMap<string, ParameterUse>,
    private readonly fixed: Record<string, ConstexprValue>,
    private readonly bounds: 'symbolic' | 'defaults',
    solveLoop: LoopSolver
  ) {
    this.domain = new SymbolicDomain(sorts, solveLoop);
  }

  execute(): Executed {
    this.kernel.definition.parameters.forEach(p => this.bind(p.name));
    const returned = runKernel(this.kernel.definition, this.module, this.args, this.domain);
    if (this.kernel.kind === 'pointwise') {
      this.storeReturned(returned);
    }
    if (this.domain.record.effects.length === 0) {
      throw new Unsupported('no store', this.kernel.definition.nameSpan, 'the kernel never stores, so it computes nothing that can be seen');
    }
    return { denotation: countForwards(laterStoresWin(this.domain.record.denotation(this.kernel.name, this.described))), nanTests: this.domain.record.nanTests, fixed: { ...this.fixed }, narrowest: this.domain.record.narrowest, recast: this.domain.record.recast };
  }

  private bind(name: string): void {
    const isConstexpr = this.kernel.constexprs.includes(name);
    const chosen = Object.hasOwn(this.variant, name) ? this.variant[name] : undefined;
    const sort = this.sorts.get(name)!;
    if (chosen === null) {
      this.describe(name, isConstexpr ? 'constexpr' : 'pointer', sort, null, true);
      this.args.set(name, { kind: 'none' });
      return;
    }
    if (chosen !== undefined && chosen !== PRESENT) {
      this.args.set(name, fromJson(chosen));
      this.describe(name, isConstexpr ? 'constexpr' : 'scalar', typeof chosen === 'number' ? (Number.isInteger(chosen) ? 'Int' : 'Real') : sort, null, false);
      return;
    }
    const use = this.uses.get(name);
    if (isConstexpr && use?.dtype) {
      this.args.set(name, { kind: 'dtype', dtype: scalar('fp32') });
      this.describe(name, 'constexpr', sort, null, false);
      return;
    }
    if (this.bounds === 'defaults' && isConstexpr && use?.unrolled && this.setDefault(name)) {
      return;
    }
    if (this.kernel.kind === 'pointwise' && isPointer(this.kernel, this.kinds, name)) {
      const element = elementType(sort);
      this.describe(name, 'pointer', sort, element, false);
      const pointer = this.domain.pointer(name, element);
      const at: SymbolicTensor = { dtype: scalar('int32'), shape: [NUMEL], element: lane(0), base: null, constexpr: false };
      const loaded = this.domain.load(this.domain.offset(pointer, at, this.kernel.definition.nameSpan), null, null, this.kernel.definition.nameSpan);
      this.args.set(name, tensor(loaded));
      return;
    }
    if (isPointer(this.kernel, this.kinds, name)) {
      const element = elementType(sort);
      this.describe(name, 'pointer', sort, element, false);
      this.args.set(name, tensor(this.domain.pointer(name, element)));
      return;
    }
    const dtype = elementType(sort);
    this.describe(name, isConstexpr ? 'constexpr' : 'scalar', sort, dtype, false);
    const value = this.domain.scalarArgument(name, dtype, isConstexpr);
    this.args.set(name, isConstexpr ? constexprTensor(value) : tensor(value));
  }

  private setDefault(name: string): boolean {
    const value = this.kernel.definition.parameters.find(p => p.name === name)?.default;
    if (value?.kind !== 'integer') {
      return false;
    }
    this.fixed[name] = Number(value.value);
    this.args.set(name, { kind: 'int', value: value.value });
    this.describe(name, 'constexpr', 'Int', null, false);
    return true;
  }

  private describe(name: string, kind: Argument['kind'], sort: T.Sort, dtype: Dtype | null, none: boolean): void {
    this.described.push({ name, kind, sort, dtype, none });
  }

  /** A pointwise function's results are stored as out[i] = f(x[i], ...), over the common shape of its tensors. */
  private storeReturned(returned: Value<SymbolicTensor>): void {
    const items = returned.kind === 'tuple' ? returned.items : [returned];
    const taken = new Set(this.described.map(a => a.name));
    items.forEach((item, k) => {
      let name = items.length === 1 ? 'out' : `out${k}`;
      while (taken.has(name)) {
        name = `${name}_`;
      }
      taken.add(name);
      const result = this.tensorOf(item);
      const effect: Effect = {
        buffer: name,
        address: lane(0),
        guard: T.TRUE,
        shape: [NUMEL],
        loops: [],
        span: this.kernel.definition.nameSpan,
        order: 1_000_000 + k,
        atomic: null,
        value: result.element
      };
      this.domain.record.effects.push(effect);
      this.describe(name, 'pointer', result.element.sort, result.dtype, false);
    });
    this.describe('numel', 'constexpr', 'Int', scalar('int32'), false);
  }

  private tensorOf(value: Value<SymbolicTensor>): SymbolicTensor {
    switch (value.kind) {
      case 'tensor':
        return value.tensor;
      case 'int':
        return this.domain.constant(value.value, scalar('int32'));
      case 'float':
        return this.domain.constant(value.value, scalar('fp32'));
      case 'bool':
        return this.domain.constant(value.value, scalar('int1'));
      default:
        throw new Unsupported('return value', this.kernel.definition.nameSpan, 'a pointwise function returns numbers');
    }
  }
}

const NUMEL = T.variable('numel', 'Int');
const elementType = (sort: T.Sort): Dtype => scalar(sort === 'Int' ? 'int32' : 'fp32');

function fromJson(value: ConstexprValue): Value<SymbolicTensor> {
  switch (typeof value) {
    case 'boolean':
      return { kind: 'bool', value };
    case 'string':
      return { kind: 'string', value };
    case 'number':
      return Number.isInteger(value) ? { kind: 'int', value: BigInt(value) } : { kind: 'float', value: T.Q.fromNumber(value) };
    default:
      return { kind: 'none' };
  }
}
