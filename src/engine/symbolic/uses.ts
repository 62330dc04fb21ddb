/** How a kernel uses its parameters, by syntax: as a switch, by comparison with literals, as a dtype, as a number. */
import type { Expr, FunctionDefinition, Module, Statement } from '../triton/syntax';

export type Literal = string | number | boolean | null;

export type ParameterUse = {
  /** Tested for truth. */
  truth: boolean;
  /** Literals that it is compared with. */
  readonly literals: Set<Literal>;
  /** Compared with None. */
  none: boolean;
  /** Given where a dtype is expected. */
  dtype: boolean;
  /** Dtypes that it is compared with, as written (`tl.float32`). */
  readonly dtypes: Set<string>;
  /** Used as a number: in arithmetic, as an extent, in an order comparison. */
  number: boolean;
  /** Bounds a loop that has to be unrolled. */
  unrolled: boolean;
};

const fresh = (): ParameterUse => ({ truth: false, literals: new Set(), none: false, dtype: false, dtypes: new Set(), number: false, unrolled: false });

/** Uses of each parameter of a function, those in the helpers it is passed to included. */
export function parameterUses(definition: FunctionDefinition, module: Module): Map<string, ParameterUse> {
  const memo = new Map<FunctionDefinition, Map<string, ParameterUse>>();
  const analyse = (f: FunctionDefinition): Map<string, ParameterUse> => {
    const known = memo.get(f);
    if (known) {
      return known;
    }
    const uses = new Map(f.parameters.map(p => [p.name, fresh()]));
    memo.set(f, uses);
    new Scan(uses, module, analyse).statements(f.body);
    return uses;
  };
  return analyse(definition);
}

class Scan {
  /** Variables that are parameters by another name: `dtype = ACC_TYPE`. */
  private readonly renamed = new Map<string, ParameterUse>();

  constructor(
    private readonly uses: Map<string, ParameterUse>,
    private readonly module: Module,
    private readonly analyse: (f: FunctionDefinition) => Map<string, ParameterUse>
  ) {}

  private use(e: Expr): ParameterUse | undefined {
    if (e.kind === 'attribute' && e.name === 'value') {
      return this.use(e.object);
    }
    return e.kind === 'name' ? this.uses.get(e.name) : undefined;
  }

  private dtypeUse(e: Expr): ParameterUse | undefined {
    return this.use(e) ?? (e.kind === 'name' ? this.renamed.get(e.name) : undefined);
  }

  statements(list: readonly Statement[]): void {
    list.forEach(s => this.statement(s));
  }

  private statement(s: Statement): void {
    switch (s.kind) {
      case 'assign':
        this.rename(s.targets, s.value);
        return this.expression(s.value);
      case 'augmented':
        this.number(s.value);
        return this.expression(s.value);
      case 'annotated':
        return s.value ? this.expression(s.value) : undefined;
      case 'expression':
        return this.expression(s.value);
      case 'if':
        this.test(s.test);
        this.statements(s.then);
        return this.statements(s.otherwise);
      case 'for':
        if (s.iterable.kind === 'call') {
          s.iterable.args.forEach(a => {
            const u = this.use(a);
            if (u) {
              u.unrolled = true;
              u.number = true;
            }
          });
        }
        this.expression(s.iterable);
        return this.statements(s.body);
      case 'while':
        this.test(s.test);
        return this.statements(s.body);
      case 'return':
        return s.value ? this.expression(s.value) : undefined;
      case 'assert':
        return this.test(s.test);
      default:
        return;
    }
  }

  private rename(targets: readonly Expr[], value: Expr): void {
    const u = this.use(value);
    for (const target of targets) {
      if (target.kind === 'name' && u) {
        this.renamed.set(target.name, u);
      }
    }
  }

  private test(e: Expr): void {
    const u = this.use(e);
    if (u) {
      u.truth = true;
      return;
    }
    if (e.kind === 'boolean') {
      e.operands.forEach(o => this.test(o));
    } else if (e.kind === 'unary' && e.op === 'not') {
      this.test(e.operand);
    } else {
      this.expression(e);
    }
  }

  private number(e: Expr): void {
    const u = this.use(e);
    if (u) {
      u.number = true;
    }
  }

  private dtype(e: Expr): void {
    const u = this.dtypeUse(e);
    if (u) {
      u.dtype = true;
    }
  }

  private literal(e: Expr): Literal | undefined {
    switch (e.kind) {
      case 'string':
        return e.value;
      case 'integer':
        return Number(e.value);
      case 'float':
        return Number(e.text);
      case 'constant':
        return e.value;
      case 'unary': {
        const inner = e.op === '-' ? this.literal(e.operand) : undefined;
        return typeof inner === 'number' ? -inner : undefined;
      }
      case 'name': {
        const bound = this.uses.has(e.name) ? undefined : this.module.assignments.get(e.name);
        return bound ? this.literal(bound) : undefined;
      }
      case 'call':
        return e.args.length === 1 ? this.literal(e.args[0]) : undefined;
      case 'attribute':
        return e.name === 'value' ? this.literal(e.object) : undefined;
      default:
        return undefined;
    }
  }

  private comparison(e: Expr & { kind: 'compare' }): void {
    e.ops.forEach((op, k) => {
      for (const [x, y] of [[e.operands[k], e.operands[k + 1]], [e.operands[k + 1], e.operands[k]]]) {
        const u = this.use(x);
        if (!u) {
          continue;
        }
        const equality = op === '==' || op === '!=' || op === 'is' || op === 'is not';
        const items = (op === 'in' || op === 'not in') && (y.kind === 'tuple' || y.kind === 'list') ? y.items : [y];
        for (const item of items) {
          const value = this.literal(item);
          if (value === null) {
            u.none = true;
          } else if (value !== undefined && (equality || op === 'in' || op === 'not in')) {
            u.literals.add(value);
          } else if (item.kind === 'attribute' && equality) {
            u.dtypes.add(`${item.object.kind === 'name' ? item.object.name : ''}.${item.name}`);
          } else {
            u.number = true;
          }
        }
      }
    });
  }

  private expression(e: Expr): void {
    switch (e.kind) {
      case 'attribute':
        return this.expression(e.object);
      case 'call':
        return this.call(e);
      case 'subscript':
        this.expression(e.object);
        return e.indices.forEach(i => this.expression(i));
      case 'unary':
        if (e.op === 'not') {
          return this.test(e.operand);
        }
        this.number(e.operand);
        return this.expression(e.operand);
      case 'binary':
        for (const o of [e.left, e.right]) {
          this.number(o);
          this.expression(o);
        }
        return;
      case 'compare':
        this.comparison(e);
        return e.operands.forEach(o => this.expression(o));
      case 'boolean':
        return e.operands.forEach(o => this.test(o));
      case 'conditional':
        this.test(e.test);
        this.expression(e.then);
        return this.expression(e.otherwise);
      case 'tuple':
      case 'list':
        return e.items.forEach(i => {
          this.number(i);
          this.expression(i);
        });
      case 'starred':
        return this.expression(e.value);
      default:
        return;
    }
  }

  private call(e: Expr & { kind: 'call' }): void {
    this.expression(e.callee);
    e.args.forEach(a => this.expression(a));
    e.keywords.forEach(k => this.expression(k.value));
    const helper = e.callee.kind === 'name' ? this.module.functions.get(e.callee.name) : undefined;
    if (helper) {
      const inner = this.analyse(helper);
      const pass = (a: Expr, name: string | undefined) => {
        const u = this.use(a);
        const v = name === undefined ? undefined : inner.get(name);
        if (u && v) {
          u.truth ||= v.truth;
          u.none ||= v.none;
          u.dtype ||= v.dtype;
          u.number ||= v.number;
          u.unrolled ||= v.unrolled;
          v.literals.forEach(l => u.literals.add(l));
          v.dtypes.forEach(l => u.dtypes.add(l));
        }
      };
      e.args.forEach((a, k) => pass(a, helper.parameters[k]?.name));
      e.keywords.forEach(k => pass(k.value, k.name ?? undefined));
      return;
    }
    const name = e.callee.kind === 'attribute' ? e.callee.name : e.callee.kind === 'name' ? e.callee.name : '';
    e.args.forEach((a, k) => {
      if (name === 'to' || name === 'cast' || ((name === 'zeros' || name === 'full') && k === e.args.length - 1 && k > 0)) {
        this.dtype(a);
      } else {
        this.number(a);
      }
    });
    for (const k of e.keywords) {
      if (k.name === 'dtype' || k.name === 'out_dtype') {
        this.dtype(k.value);
      } else if (k.name !== 'allow_tf32' && k.name !== 'input_precision') {
        this.number(k.value);
      }
    }
  }
}
