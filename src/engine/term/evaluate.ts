/**
 * Numeric evaluation of terms on doubles. A term is compiled once to a net of closures; its values are cached per scope, so that a
 * subterm that does not mention the index of a loop is computed once for all of the loop.
 *
 * Undefinedness is NaN. It passes lazily through `select`, and never turns into a truth value: a comparison with NaN is NaN, and
 * `and`/`or` follow Kleene. Infinities follow IEEE 754.
 */
import { foldRow, operationRow, type FoldName, type OperationName } from './operations';
import * as Q from './rational';
import { freeVariables, never, open, openRecur, type ApplyTerm, type RecurTerm, type ReduceTerm, type Term, type VariableTerm } from './term';

export type RandomOperation = 'rand' | 'randn' | 'randint';

export type Environment = {
  /** Numbers of the free variables, by name; Bool variables are 0 or 1. */
  readonly variables: ReadonlyMap<string, number>;
  /** Content of a buffer at an integer address. */
  readonly read: (buffer: string, address: number) => number;
  /** Pseudo-random numbers; without it they are NaN. */
  readonly random?: (operation: RandomOperation, seed: number, offset: number) => number;
};

export type Program = (env: Environment) => number;

type Thunk = () => number;

/** Where values stay valid: until the tick changes, that is, the loop's index moves on or a new evaluation starts. */
type Scope = { tick: number; readonly depth: number };

type Cell = { run: Thunk; readonly scope: Scope; cached: boolean };

/** The index of a running loop. */
type Slot = { value: number; readonly scope: Scope };

/** Operations that do not evaluate all their arguments, or for which NaN is not the end. */
const lazyOperations: { readonly [K in OperationName]?: (args: readonly Cell[]) => Thunk } = {
  select: ([condition, then, otherwise]) => () => {
    const c = condition.run();
    return Number.isNaN(c) ? NaN : c !== 0 ? then.run() : otherwise.run();
  },
  and: args => () => kleene(args, 0),
  or: args => () => kleene(args, 1)
};

/** The first argument that decides (0 for `and`, 1 for `or`) wins over an undefined one. */
function kleene(args: readonly Cell[], deciding: 0 | 1): number {
  let undefinedSeen = false;
  for (const a of args) {
    const value = a.run();
    if (Number.isNaN(value)) {
      undefinedSeen = true;
    } else if ((value !== 0) === (deciding === 1)) {
      return deciding;
    }
  }
  return undefinedSeen ? NaN : 1 - deciding;
}

/** The fold's combination, with NaN for undefined operands that do not decide. */
function combination(op: FoldName): (a: number, b: number) => number {
  const { combine } = foldRow(op);
  if (op === 'any' || op === 'all') {
    const deciding = op === 'any' ? 1 : 0;
    return (a, b) => (a === deciding || b === deciding ? deciding : Number.isNaN(a) || Number.isNaN(b) ? NaN : combine(a, b));
  }
  return op === 'xorsum' ? (a, b) => (Number.isNaN(a) || Number.isNaN(b) ? NaN : combine(a, b)) : combine;
}

class Compiler {
  private env: Environment = { variables: new Map(), read: () => NaN };
  private clock = 0;
  private readonly root: Scope = { tick: 0, depth: 0 };
  private readonly cells = new Map<Term, Cell>();
  private readonly slots = new Map<VariableTerm, Slot>();

  program(term: Term): Program {
    const cell = this.cell(term, this.root);
    return env => {
      this.env = env;
      this.root.tick = ++this.clock;
      return cell.run();
    };
  }

  /** The cell of a term that is used by something of scope `user`. Shared and loop-invariant ones get a cache. */
  private cell(term: Term, user: Scope): Cell {
    let cell = this.cells.get(term);
    const shared = cell !== undefined;
    if (!cell) {
      const scope = this.scopeOf(term);
      cell = { run: this.build(term, scope), scope, cached: false };
      this.cells.set(term, cell);
    }
    if ((shared || cell.scope !== user) && !cell.cached && this.isWorthCaching(term)) {
      addCache(cell);
    }
    return cell;
  }

  private isWorthCaching(term: Term): boolean {
    return term.kind === 'apply' || term.kind === 'read' || term.kind === 'reduce' || term.kind === 'recur' || (term.kind === 'variable' && !this.slots.has(term));
  }

  /** The innermost running loop whose index the term mentions. */
  private scopeOf(term: Term): Scope {
    let scope = this.root;
    for (const v of freeVariables(term)) {
      const candidate = this.slots.get(v)?.scope;
      if (candidate && candidate.depth > scope.depth) {
        scope = candidate;
      }
    }
    return scope;
  }

  private build(term: Term, scope: Scope): Thunk {
    switch (term.kind) {
      case 'number': {
        const value = Q.toNumber(term.value);
        return () => value;
      }
      case 'boolean':
        return term.value ? () => 1 : () => 0;
      case 'special': {
        const value = term.value === 'inf' ? Infinity : term.value === '-inf' ? -Infinity : NaN;
        return () => value;
      }
      case 'variable': {
        const slot = this.slots.get(term);
        return slot ? () => slot.value : () => this.lookUp(term.name);
      }
      case 'read': {
        const address = this.cell(term.address, scope);
        const { buffer } = term;
        return () => {
          const at = address.run();
          return Number.isNaN(at) ? NaN : this.env.read(buffer, at);
        };
      }
      case 'apply':
        return this.application(
          term,
          term.args.map(a => this.cell(a, scope))
        );
      case 'reduce':
        return this.fold(term, scope);
      case 'recur':
        return this.recurrence(term, scope);
      case 'named':
        return this.meaning(this.cell(term.meaning, scope));
      default:
        return never(term);
    }
  }

  /** Asks the cell each time, since it may get a cache later. */
  private meaning(cell: Cell): Thunk {
    return () => cell.run();
  }

  private lookUp(name: string): number {
    const value = this.env.variables.get(name);
    if (value === undefined) {
      throw new Error(`no value for ${name}`);
    }
    return value;
  }

  private application({ op }: ApplyTerm, args: readonly Cell[]): Thunk {
    const lazy = lazyOperations[op];
    if (lazy) {
      return lazy(args);
    }
    const [a, b] = args;
    if (op === 'rand' || op === 'randn' || op === 'randint') {
      return () => this.env.random?.(op, a.run(), b.run()) ?? NaN;
    }
    if (op === 'add' || op === 'mul') {
      return args.length === 2 ? binaryArithmetic[op](a, b) : naryArithmetic[op](args);
    }
    const { evaluate } = operationRow(op);
    if (args.length === 2) {
      return () => {
        const x = a.run();
        const y = b.run();
        return Number.isNaN(x) || Number.isNaN(y) ? NaN : evaluate(x, y);
      };
    }
    return () => {
      const values = args.map(c => c.run());
      return values.some(Number.isNaN) ? NaN : evaluate(...values);
    };
  }

  private fold(term: ReduceTerm, outside: Scope): Thunk {
    const { binders, guard, body, carry } = open(term);
    let scope = outside;
    const loops = binders.map(b => {
      const extent = this.cell(b.extent, scope);
      const slot: Slot = { value: 0, scope: { tick: 0, depth: scope.depth + 1 } };
      this.slots.set(b.variable, slot);
      scope = slot.scope;
      return { extent, slot };
    });
    const condition = this.cell(guard, scope);
    const value = this.cell(body, scope);
    const index = carry && this.cell(carry, scope);
    return index ? this.firstExtremum(term.op, loops, condition, value, index) : this.accumulation(term.op, loops, condition, value);
  }

  /**
   * Steps through the states, all of them at once. States are kept as long as nothing changes that they depend on, since a sum over j
   * of the state after j steps asks for one after the other.
   */
  private recurrence(term: RecurTerm, outside: Scope): Thunk {
    const { index, states, initial, updates } = openRecur(term);
    const lasting = [...initial, ...updates].map(t => this.scopeOf(t)).reduce((a, b) => (b.depth > a.depth ? b : a));
    const count = this.cell(term.count, outside);
    const starts = initial.map(t => this.cell(t, outside));
    const scope: Scope = { tick: 0, depth: outside.depth + 1 };
    const slots = [index, ...states].map((v): Slot => {
      const slot = { value: NaN, scope };
      this.slots.set(v, slot);
      return slot;
    });
    const [step, ...values] = slots;
    const steps = updates.map(u => this.cell(u, scope));
    let history: number[][] = [];
    let tick = -1;
    return () => {
      const trips = count.run();
      if (Number.isNaN(trips)) {
        return NaN;
      }
      if (tick !== lasting.tick) {
        history = [starts.map(s => s.run())];
        tick = lasting.tick;
      }
      for (let j = history.length - 1; j < trips; j++) {
        history[j].forEach((v, k) => (values[k].value = v));
        step.value = j;
        scope.tick = ++this.clock;
        history.push(steps.map(s => s.run()));
      }
      return history[Math.max(trips, 0)][term.component];
    };
  }

  /** Runs `visit` for each tuple of indices; an extent that is undefined calls `fail`. */
  private nest(loops: readonly { readonly extent: Cell; readonly slot: Slot }[], visit: () => void, fail: () => void): () => void {
    return loops.reduceRight<() => void>(
      (inner, { extent, slot }) =>
        () => {
          const count = extent.run();
          if (Number.isNaN(count)) {
            fail();
          }
          for (let k = 0; k < count; k++) {
            slot.value = k;
            slot.scope.tick = ++this.clock;
            inner();
          }
        },
      visit
    );
  }

  private accumulation(op: FoldName, loops: readonly { readonly extent: Cell; readonly slot: Slot }[], guard: Cell, body: Cell): Thunk {
    const { neutral } = foldRow(op);
    const combine = combination(op);
    const start = neutral ?? NaN;
    let total = start;
    const visit = (): void => {
      const holds = guard.run();
      if (holds !== 0) {
        total = combine(total, Number.isNaN(holds) ? NaN : body.run());
      }
    };
    const loop = this.nest(loops, visit, () => (total = combine(total, NaN)));
    return () => {
      total = start;
      loop();
      return total;
    };
  }

  /** argmax and argmin: the index carried by the best value, the least one among ties; NaN over nothing. */
  private firstExtremum(op: FoldName, loops: readonly { readonly extent: Cell; readonly slot: Slot }[], guard: Cell, body: Cell, carry: Cell): Thunk {
    const sign = op === 'argmin' ? -1 : 1;
    let best = NaN;
    let index = NaN;
    let isEmpty = true;
    let isUndefined = false;
    const visit = (): void => {
      const holds = guard.run();
      if (holds === 0 || isUndefined) {
        return;
      }
      const value = sign * body.run();
      isUndefined = Number.isNaN(holds) || Number.isNaN(value);
      const at = carry.run();
      if (isEmpty || value > best || (value === best && at < index)) {
        best = value;
        index = at;
        isEmpty = false;
      }
    };
    const loop = this.nest(loops, visit, () => (isUndefined = true));
    return () => {
      isEmpty = true;
      isUndefined = false;
      loop();
      return isEmpty || isUndefined ? NaN : index;
    };
  }
}

const binaryArithmetic = {
  add: (a: Cell, b: Cell): Thunk => () => a.run() + b.run(),
  mul: (a: Cell, b: Cell): Thunk => () => a.run() * b.run()
};

const naryArithmetic = {
  add: (args: readonly Cell[]): Thunk => () => args.reduce((s, a) => s + a.run(), 0),
  mul: (args: readonly Cell[]): Thunk => () => args.reduce((p, a) => p * a.run(), 1)
};

function addCache(cell: Cell): void {
  const { run, scope } = cell;
  let tick = -1;
  let value = NaN;
  cell.cached = true;
  cell.run = () => {
    if (tick !== scope.tick) {
      value = run();
      tick = scope.tick;
    }
    return value;
  };
}

const programs = new WeakMap<Term, Program>();

/** The term as a function of its environment. Compiled once per term; not re-entrant from `env.read`. */
export function compile(term: Term): Program {
  let program = programs.get(term);
  if (!program) {
    program = new Compiler().program(term);
    programs.set(term, program);
  }
  return program;
}

/** The term's value; Bool as 0 or 1, NaN where undefined. Throws when a variable that is needed has no number. */
export const evaluate = (term: Term, env: Environment): number => compile(term)(env);
