/**
 * A formula as it is to be read: names chosen, minus signs, powers and quotients in their place. Text, LaTeX and the tagged tree are all
 * printed from it, so that they never disagree. Nothing here changes the value of a term that is defined.
 */
import type { FoldName, OperationName, ReadTerm, Term, VariableTerm } from '../term';
import type { Rational } from '../term/rational';

export type Relation = '<' | '<=' | '>=' | '>' | '=' | '!=';

export type Branch = { readonly condition: View; readonly value: View };
export type Summand = { readonly negative: boolean; readonly view: View };
export type StateView = { readonly name: string; readonly initial: View; readonly update: View };
export type DefinitionView = { readonly name: string; readonly parameters: readonly string[]; readonly value: View };
export type BinderView = { readonly name: string; readonly extent: View };

type Shape =
  /** Not negative. */
  | { readonly kind: 'number'; readonly value: Rational }
  | { readonly kind: 'infinity' }
  | { readonly kind: 'undefined' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'index'; readonly name: string }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'read'; readonly buffer: string; readonly coordinates: readonly View[] }
  | { readonly kind: 'negate'; readonly of: View }
  | { readonly kind: 'sum'; readonly summands: readonly Summand[] }
  | { readonly kind: 'product'; readonly factors: readonly View[] }
  | { readonly kind: 'quotient'; readonly numerator: View; readonly denominator: View }
  | { readonly kind: 'power'; readonly base: View; readonly exponent: View }
  | { readonly kind: 'call'; readonly op: OperationName; readonly args: readonly View[] }
  | { readonly kind: 'compare'; readonly relation: Relation; readonly left: View; readonly right: View }
  | { readonly kind: 'junction'; readonly op: 'and' | 'or'; readonly parts: readonly View[] }
  | { readonly kind: 'not'; readonly of: View }
  | { readonly kind: 'cases'; readonly branches: readonly Branch[]; readonly otherwise: View }
  | {
      readonly kind: 'fold';
      readonly op: FoldName;
      readonly binders: readonly BinderView[];
      readonly guards: readonly View[];
      readonly body: View;
      /** What argmax and argmin return, where it is not just the bound index. */
      readonly carry: View | null;
    }
  | {
      /** States that start from `initial` and are replaced by `update`, once for each value of the index; `result` names the one shown. */
      readonly kind: 'recurrence';
      readonly index: BinderView;
      readonly states: readonly StateView[];
      readonly result: string;
    }
  /** A use of a name that a `where` defines, at indices where it is a function. */
  | { readonly kind: 'abbreviation'; readonly name: string; readonly args: readonly View[] }
  /** A formula with names for what it says more than once; a definition uses only names before its own. */
  | { readonly kind: 'where'; readonly body: View; readonly definitions: readonly DefinitionView[] }
  | {
      /** An operator with a name. Without binders its functions are whole slices: `softmax(x[i, :])[j]`. */
      readonly kind: 'named';
      readonly operator: string;
      readonly binders: readonly BinderView[];
      readonly guards: readonly View[];
      /** Named as in the operator's row. */
      readonly parameters: readonly { readonly name: string; readonly view: View }[];
    };

export type NamedView = View & { readonly kind: 'named' };

export type View = Shape & {
  /** The term shown, as it stands in the whole formula (binders closed); null for a part that display alone made. */
  readonly term: Term | null;
};

/** What a view needs to know about its surroundings. */
export type Display = {
  /** Display names of index variables. */
  readonly indices: ReadonlyMap<VariableTerm, string>;
  /** Names that no index may take: the kernel's arguments. */
  readonly reserved: ReadonlySet<string>;
  /** What stands in the brackets of a read. */
  readonly coordinates: (read: ReadTerm) => readonly Term[];
};

/** The direct parts of a view, in reading order. */
export function parts(view: View): readonly View[] {
  switch (view.kind) {
    case 'number':
    case 'infinity':
    case 'undefined':
    case 'boolean':
    case 'index':
    case 'name':
      return [];
    case 'read':
      return view.coordinates;
    case 'negate':
    case 'not':
      return [view.of];
    case 'sum':
      return view.summands.map(s => s.view);
    case 'product':
      return view.factors;
    case 'quotient':
      return [view.numerator, view.denominator];
    case 'power':
      return [view.base, view.exponent];
    case 'call':
      return view.args;
    case 'compare':
      return [view.left, view.right];
    case 'junction':
      return view.parts;
    case 'cases':
      return [...view.branches.flatMap(b => [b.value, b.condition]), view.otherwise];
    case 'fold':
      return [...view.binders.map(b => b.extent), ...view.guards, view.body, ...(view.carry ? [view.carry] : [])];
    case 'recurrence':
      return [view.index.extent, ...view.states.flatMap(s => [s.initial, s.update])];
    case 'abbreviation':
      return view.args;
    case 'where':
      return [view.body, ...view.definitions.map(d => d.value)];
    case 'named':
      return [...view.binders.map(b => b.extent), ...view.guards, ...view.parameters.map(p => p.view)];
  }
}
