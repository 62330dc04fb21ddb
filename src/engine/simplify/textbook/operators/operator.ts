/**
 * Operators with a name as rows: what they are, how they are written, how PyTorch calls them. A definition is an equation, so a
 * formula is the operator only where it is proved equal to the definition.
 *
 * The node of an operator has first the slots at which it is taken, then the extent of its binder, the parts under the binder (a
 * guard first), and the plain parts. Templates mention parameters by name: `{f}`. What a parameter's role is says how it is printed.
 */
import { parsePattern, type PatternTree } from '../../../egraph/pattern-text';
import type { Condition } from '../equation';

export type ParameterRole =
  /** The slot at which the operator is taken. */
  | 'index'
  /** The number of elements that the binder runs over, an Int. */
  | 'extent'
  /** Which of them count: a Bool under the binder. */
  | 'guard'
  /** A vector: a Real under the binder. */
  | 'function'
  /** A Real at each element of the output. */
  | 'operand'
  /** A Real that depends on no index, a number for PyTorch. */
  | 'number'
  /** An Int at each element of the output. */
  | 'integer';

/** The values at which the definition is the operator of PyTorch; elsewhere PyTorch gives NaN, or says nothing. */
const RANGES = ['real', 'positive', 'unit', 'sign', 'truth', 'below extent'] as const;
export type Range = (typeof RANGES)[number];

export type Parameter = {
  readonly name: string;
  readonly role: ParameterRole;
  readonly range: Range;
  /** Of functions and guards: the slot that they are given in where they stand plainly in the definition. */
  readonly slot: string | null;
};

/**
 * Conditions on Ints, which are leaves of the e-graph: `successor ?n $i` says that the extent ?n is $i + 1; `at ?t ?f $j ?y` that ?t is
 * what ?f is at $j = ?y, an Int that the match finds.
 */
export type OperatorCondition = Condition | `successor ?${string} $${string}` | `at ?${string} ?${string} $${string} ?${string}`;

export type Operator = {
  readonly name: string;
  readonly group: string;
  readonly definition: PatternTree;
  readonly node: PatternTree;
  readonly parameters: readonly Parameter[];
  readonly when: readonly OperatorCondition[];
  /** `named`: a formula is clearer with it; `call`: formulas keep their algebra, and only PyTorch code and the lift's title name it. */
  readonly shown: 'named' | 'call';
  /** How a function is written: `vector` as `x[i, :]` where it is a read, `fold` as `j < n: x[i, j]`. */
  readonly style: 'vector' | 'fold';
  readonly text: string;
  readonly latex: string;
  /** `{dim}` is the axis of the binder. */
  readonly torch: string;
  /** Parameters that may stand in any order. */
  readonly commutes: readonly string[];
  /** Where several names of PyTorch mean the same; the first is what it is called by. */
  readonly aliases: readonly string[];
  /** What PyTorch's documentation says that it is. */
  readonly source: string;
};

/** What a row may say beside the definition. */
export type Details = Partial<Pick<Operator, 'shown' | 'style' | 'text' | 'latex' | 'when' | 'commutes' | 'aliases'>>;

const ROLES: readonly ParameterRole[] = ['index', 'extent', 'guard', 'function', 'operand', 'number', 'integer'];
const isRange = (text: string): text is Range => (RANGES as readonly string[]).includes(text);
const isRole = (word: string): word is ParameterRole => (ROLES as readonly string[]).includes(word);

/** `x`, `x: unit`, `f: function`, `eps: positive number`: a range, a role, or both; operands are the rule. */
function parameter(text: string): Omit<Parameter, 'slot'> {
  const [name, kind = ''] = text.split(': ');
  const words = kind.split(' ');
  const last = words[words.length - 1];
  const range = isRole(last) ? words.slice(0, -1).join(' ') : kind;
  if (range !== '' && !isRange(range)) {
    throw new Error(`${range} is no range of a parameter`);
  }
  return { name, role: isRole(last) ? last : 'operand', range: range === '' ? 'real' : range };
}

const isBound = (role: ParameterRole): boolean => role === 'function' || role === 'guard';

/** The innermost binder around a variable where it is not renamed; the slot of the index outside of binders. */
function slotAround(variable: string, p: PatternTree, around: string | null): string | null {
  if (p.kind !== 'node') {
    return p.kind === 'variable' && p.name === variable ? around : null;
  }
  return p.children.reduce<string | null>((found, c) => found ?? slotAround(variable, c.body, c.binds[0] ?? around), null);
}

/** The operator's node, its parts in the order of the parameters. */
function nodeText(name: string, parameters: readonly Parameter[]): string {
  const index = parameters.find(p => p.role === 'index');
  const part = ({ name: p, role, slot }: Parameter): string => {
    if (role === 'index') {
      return `$${p}`;
    }
    if (slot === null) {
      return `?${p}`;
    }
    return index && slot === `$${index.name}` ? `(\\ $j (@ ?${p} ${slot} $j))` : `(\\ ${slot} ?${p})`;
  };
  return parameters.length === 0 ? name : `(${name} ${parameters.map(part).join(' ')})`;
}

/** Rows of one subject. Every function stands plainly somewhere in the definition, not only with its slot renamed. */
export const group =
  (subject: string) =>
  (name: string, parameters: readonly string[], definition: string, torch: string, source: string, details: Details = {}): Operator => {
    const tree = parsePattern(definition);
    const named = parameters.map(parameter);
    const index = named.find(p => p.role === 'index');
    const parsed = named.map((p): Parameter => ({ ...p, slot: isBound(p.role) ? slotAround(`?${p.name}`, tree, index ? `$${index.name}` : null) : null }));
    const homeless = parsed.find(p => isBound(p.role) && p.slot === null);
    if (homeless) {
      throw new Error(`${homeless.name} of ${name} stands nowhere plainly`);
    }
    const shown = parsed.filter(p => !['index', 'extent', 'guard'].includes(p.role)).map(p => `{${p.name}}`);
    const escaped = name.replace(/_/g, '\\_');
    return {
      name,
      group: subject,
      definition: tree,
      node: parsePattern(nodeText(name, parsed)),
      parameters: parsed,
      when: [...parsed.filter(p => p.role === 'number').map((p): OperatorCondition => `only ?${p.name}`), ...(details.when ?? [])],
      shown: details.shown ?? 'named',
      style: details.style ?? 'vector',
      text: details.text ?? `${name}(${shown.join(', ')})${index ? `[{${index.name}}]` : ''}`,
      latex: details.latex ?? `\\operatorname{${escaped}}(${shown.join(', ')})${index ? `_{{${index.name}}}` : ''}`,
      torch,
      commutes: details.commutes ?? [],
      aliases: details.aliases ?? [],
      source
    };
  };
