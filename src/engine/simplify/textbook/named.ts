/** Nodes of operators with a name as terms: the parts as the operator's row names them, and the definition as the meaning. */
import { renameSlots, type Expr, type Slot } from '../../egraph';
import type { PatternTree } from '../../egraph/pattern-text';
import type { NamedTerm, Term } from '../../term';
import { findOperator, type Operator, type ParameterRole } from './operators';

/** The parts of a named operator, in the order of its row. `functions`: those of the term, with its indices opened. */
export function partsOf(term: NamedTerm, functions: readonly Term[]): { readonly name: string; readonly role: ParameterRole; readonly term: Term }[] {
  const row = expectOperator(term.operator);
  const queues: Readonly<Record<Group, Term[]>> = { at: [...term.at], functions: [...functions], args: [...term.args] };
  return row.parameters.flatMap(({ name, role }) => {
    const group = groupOf[role];
    const part = group && queues[group].shift();
    return part ? [{ name, role, term: part }] : [];
  });
}

type Group = 'at' | 'functions' | 'args';
/** Where a part of a role is kept in a term. An index that is a tuple is shown by its last member alone: parts of one slot count once. */
const groupOf: Readonly<Record<ParameterRole, Group | null>> = { index: 'at', extent: null, guard: 'functions', function: 'functions', operand: 'args', number: 'args', integer: 'args' };

export function expectOperator(name: string): Operator {
  const row = findOperator(name);
  if (!row) {
    throw new Error(`no operator is named ${name}`);
  }
  return row;
}

/** The children of an operator's node by the names of its parameters; index slots apart. */
export function partsOfNode(e: Expr): { readonly slots: ReadonlyMap<string, Slot>; readonly children: ReadonlyMap<string, Expr['children'][number]> } {
  const row = expectOperator(e.op);
  const indices = row.parameters.filter(p => p.role === 'index');
  const others = row.parameters.filter(p => p.role !== 'index');
  return {
    slots: new Map(indices.map((p, k) => [p.name, e.slots[k]])),
    children: new Map(others.map((p, k) => [p.name, e.children[k]]))
  };
}

let freshSlots = 0;
const freshSlot = (): Slot => `!${freshSlots++}`;

/** What the node stands for: its definition, one level deep. */
export function definitionOf(e: Expr): Expr {
  const row = expectOperator(e.op);
  const { slots, children } = partsOfNode(e);
  const names = new Map<string, Slot>([...slots].map(([name, slot]) => [`$${name}`, slot]));
  // A function stands for what it is at the slot that it is given in: the index, or one that the definition binds.
  row.parameters.forEach(({ slot }) => slot !== null && !names.has(slot) && names.set(slot, freshSlot()));
  const variables = new Map<string, Expr>();
  for (const { name, slot } of row.parameters) {
    const child = children.get(name);
    if (child) {
      variables.set(`?${name}`, slot === null ? child.body : renameSlots(child.body, new Map([[child.binds[0], names.get(slot)!]])));
    }
  }
  return instantiate(row.definition, variables, names);
}

/** A pattern with expressions in the place of its variables. Slots that the pattern binds get fresh names, but for those given. */
export function instantiate(p: PatternTree, variables: ReadonlyMap<string, Expr>, slots: ReadonlyMap<string, Slot>): Expr {
  const slotOf = (name: string, scope: ReadonlyMap<string, Slot>): Slot => {
    const found = scope.get(name);
    if (found === undefined) {
      throw new Error(`the pattern binds ${name} nowhere`);
    }
    return found;
  };
  const visit = (q: PatternTree, scope: ReadonlyMap<string, Slot>): Expr => {
    switch (q.kind) {
      case 'variable':
        return expectVariable(variables, q.name);
      case 'rename':
        return renameSlots(expectVariable(variables, q.of), new Map([[slotOf(q.from, scope), slotOf(q.to, scope)]]));
      case 'substitute':
        throw new Error('a definition replaces no slot by a term');
      case 'node':
        return {
          op: q.op,
          slots: q.slots.map(s => slotOf(s, scope)),
          children: q.children.map(c => {
            const inner = new Map([...scope, ...c.binds.map((b): [string, Slot] => [b, slots.get(b) ?? freshSlot()])]);
            return { binds: c.binds.map(b => inner.get(b)!), body: visit(c.body, inner) };
          })
        };
    }
  };
  return visit(p, slots);
}

function expectVariable(variables: ReadonlyMap<string, Expr>, name: string): Expr {
  const found = variables.get(name);
  if (!found) {
    throw new Error(`nothing stands for ${name}`);
  }
  return found;
}
