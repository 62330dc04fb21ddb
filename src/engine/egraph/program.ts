/** Left sides compiled to programs for the matching machine. */
import type { HeadList } from './heads';
import type { PatternTree } from './pattern-text';

/** A step of matching. Registers hold classes; slots are numbered as in `Program.slots`, heads as in the rule's list. */
export type Instruction =
  /** For each node with the head in the register's class: its own slots are these, its children go to the registers from `out` on. */
  | { readonly kind: 'bind'; readonly register: number; readonly head: number; readonly own: readonly number[]; readonly binds: readonly (readonly number[])[]; readonly out: number }
  /** Both registers hold the same. */
  | { readonly kind: 'compare'; readonly register: number; readonly other: number }
  /** The register holds the class of the node that consists of a head only. */
  | { readonly kind: 'leaf'; readonly register: number; readonly head: number }
  /** The register holds what the other one does with `to` in the place of `from`. */
  | { readonly kind: 'rename'; readonly register: number; readonly of: number; readonly from: number; readonly to: number }
  /** The register's class does not depend on the slot. */
  | { readonly kind: 'forbid'; readonly register: number; readonly slot: number };

export type Program = {
  readonly instructions: readonly Instruction[];
  readonly registers: number;
  /** Slots of the pattern, by name. */
  readonly slots: readonly string[];
  /** Variables of the pattern, and the register of each. */
  readonly variables: readonly string[];
  readonly variableRegisters: readonly number[];
};

/** A variable that must not depend on a slot. */
export type Forbidden = { readonly variable: string; readonly slot: string };

type Todo = { readonly register: number; readonly tree: Extract<PatternTree, { kind: 'node' }> };
type Rename = { readonly register: number; readonly tree: Extract<PatternTree, { kind: 'rename' }> };

/** Compiles a left side. Throws a `SyntaxError` where it cannot be matched. */
export function compileLeft(left: PatternTree, forbidden: readonly Forbidden[], heads: HeadList): Program {
  return new Compiler(heads, slotsUsedFree(left)).compile(left, forbidden);
}

class Compiler {
  private readonly instructions: Instruction[] = [];
  private readonly slots = new Map<string, number>();
  private readonly variables = new Map<string, number>();
  private readonly assigned = new Set<string>();
  private todo: Todo[] = [];
  private renames: Rename[] = [];
  private registers = 1;

  constructor(private readonly heads: HeadList, private readonly usedFree: ReadonlySet<string>) {}

  compile(left: PatternTree, forbidden: readonly Forbidden[]): Program {
    this.reach(left, 0);
    for (let next = this.next(); next; next = this.next()) {
      this.bind(next);
      this.emitRenames();
    }
    if (this.renames.length > 0) {
      throw new SyntaxError(`${this.renames[0].tree.of} stands only where its slot is renamed`);
    }
    forbidden.forEach(({ variable, slot }) => this.instructions.push({ kind: 'forbid', register: this.variables.get(variable) as number, slot: this.slot(slot) }));
    return {
      instructions: this.instructions,
      registers: this.registers,
      slots: [...this.slots.keys()],
      variables: [...this.variables.keys()],
      variableRegisters: [...this.variables.values()]
    };
  }

  private reach(tree: PatternTree, register: number): void {
    switch (tree.kind) {
      case 'variable': {
        const other = this.variables.get(tree.name);
        if (other === undefined) {
          this.variables.set(tree.name, register);
        } else {
          this.instructions.push({ kind: 'compare', register, other });
        }
        return;
      }
      case 'rename':
        this.renames.push({ register, tree });
        return;
      case 'substitute':
        throw new SyntaxError('a substitution on the left side');
      case 'node':
        if (tree.slots.length + tree.children.length === 0) {
          this.instructions.push({ kind: 'leaf', register, head: this.heads.place(tree.op, 0, []) });
        } else {
          this.todo.push({ register, tree });
        }
    }
  }

  /** The node to take next: one that brings no new variables, else the one that brings most, else the smallest. */
  private next(): Todo | undefined {
    const key = ({ tree }: Todo): readonly number[] => {
      const fresh = [...variablesOf(tree)].filter(name => !this.variables.has(name)).length;
      return [fresh === 0 ? 1 : 0, fresh, -sizeOf(tree)];
    };
    const best = this.todo.reduce<{ todo: Todo; key: readonly number[] } | null>((found, todo) => {
      const candidate = key(todo);
      return found && compareKeys(found.key, candidate) >= 0 ? found : { todo, key: candidate };
    }, null);
    this.todo = this.todo.filter(todo => todo !== best?.todo);
    return best?.todo;
  }

  private bind({ register, tree }: Todo): void {
    const out = this.registers;
    this.registers += tree.children.length;
    const own = tree.slots.map(name => this.assign(name));
    const binds = tree.children.map(child => child.binds.map(name => this.bound(name)));
    const head = this.heads.place(tree.op, tree.slots.length, tree.children.map(child => child.binds.length));
    this.instructions.push({ kind: 'bind', register, head, own, binds, out });
    tree.children.forEach((child, i) => this.reach(child.body, out + i));
  }

  /** Renames whose variable and whose new slot are known by now. */
  private emitRenames(): void {
    const ready = this.renames.filter(({ tree }) => this.variables.has(tree.of) && this.assigned.has(tree.to));
    this.renames = this.renames.filter(rename => !ready.includes(rename));
    for (const { register, tree } of ready) {
      this.instructions.push({ kind: 'rename', register, of: this.variables.get(tree.of) as number, from: this.assign(tree.from), to: this.slot(tree.to) });
    }
  }

  private assign(name: string): number {
    this.assigned.add(name);
    return this.slot(name);
  }

  private bound(name: string): number {
    if (this.usedFree.has(name) && !this.assigned.has(name)) {
      throw new SyntaxError(`${name} is bound before its free use is found`);
    }
    return this.assign(name);
  }

  private slot(name: string): number {
    const known = this.slots.get(name);
    if (known === undefined) {
      this.slots.set(name, this.slots.size);
    }
    return known ?? this.slots.size - 1;
  }
}

/** All variables of a pattern. */
export function variablesOf(tree: PatternTree): ReadonlySet<string> {
  const found = new Set<string>();
  visit(tree, [], (name, _scope) => found.add(name));
  return found;
}

/** Calls back for each occurrence of a variable, with the slots bound around it; a renamed or replaced slot counts as bound. */
export function visit(tree: PatternTree, scope: readonly string[], found: (name: string, scope: readonly string[]) => void): void {
  switch (tree.kind) {
    case 'variable':
      return found(tree.name, scope);
    case 'rename':
      return found(tree.of, [...scope, tree.from]);
    case 'substitute':
      visit(tree.by, scope, found);
      return found(tree.into, [...scope, tree.slot]);
    case 'node':
      tree.children.forEach(child => visit(child.body, [...scope, ...child.binds], found));
  }
}

/** The slots that nodes of a pattern use outside the binders of the same name. */
export function slotsUsedFree(tree: PatternTree, scope: readonly string[] = []): ReadonlySet<string> {
  const outside = (names: readonly string[]) => names.filter(name => !scope.includes(name));
  switch (tree.kind) {
    case 'variable':
    case 'rename':
      return new Set();
    case 'substitute':
      return slotsUsedFree(tree.by, scope);
    case 'node':
      return new Set([...outside(tree.slots), ...tree.children.flatMap(child => [...slotsUsedFree(child.body, [...scope, ...child.binds])])]);
  }
}

const sizeOf = (tree: PatternTree): number => (tree.kind === 'node' ? tree.children.reduce((sum, child) => sum + sizeOf(child.body), 1) : 1);

function compareKeys(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, i) => value !== b[i]);
  return at < 0 ? 0 : a[at] - b[at];
}
