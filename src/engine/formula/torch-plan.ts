/**
 * How an operator with a name is written along the axes at hand: which axis its binder gets, and what its parts are there. An operator
 * that is taken at an index works along the axis of that index, if that has the same extent and nothing else varies along it.
 */
import { partsOf } from '../simplify/textbook/named';
import { add, freeVariables, int, isNumber, openNamed, Q, substitute, TRUE, type NamedTerm, type NumberTerm, type Term, type VariableTerm } from '../term';
import type { ParameterRole } from '../simplify/textbook/operators';
import { libraryRow, type LibraryRow, type Need } from './torch-library';

/** What a plan needs to know about where the operator stands. */
export type Surroundings = {
  readonly axisOf: (v: VariableTerm) => { readonly position: number; readonly extent: Term } | undefined;
  /** Positions of the axes that a term varies along, those included along which the extents of others do. */
  readonly livesOn: (term: Term) => ReadonlySet<number>;
  /** Whether the term changes from step to step of a recurrence around it. */
  readonly isStepwise: (term: Term) => boolean;
  readonly isTensor: (term: Term) => boolean;
  /** New axes after all that the operator lives on. */
  readonly newAxes: (term: NamedTerm, extents: readonly Term[]) => VariableTerm[];
};

export type Part = { readonly role: ParameterRole; readonly term: Term };

export type LibraryCall = {
  readonly operator: string;
  readonly row: LibraryRow;
  /** The binder's indices along their axes; none for a function of single elements. */
  readonly along: readonly VariableTerm[];
  readonly extents: readonly Term[];
  readonly parts: ReadonlyMap<string, Part>;
  /** Where these do not hold, the operator's meaning stands. */
  readonly needs: readonly Need[];
};

/** The call; null where the meaning is to be written. */
export function planCall(term: NamedTerm, around: Surroundings): LibraryCall | null {
  const row = libraryRow(term.operator);
  if (!row || term.sort !== 'Real') {
    return null;
  }
  const opened = openNamed(term);
  const along = term.at.length > 0 ? ownAxis(term, opened.functions, around) : newAxes(term, around);
  if (!along || (along.length > 1 && !hasTuples(row))) {
    return null;
  }
  const placing = new Map<Term, Term>(opened.binders.map((b, k) => [b.variable, along[k]]));
  const parts = partsOf(term, opened.functions.map(f => substitute(f, placing)));
  const isWhole = parts.every(p => p.role !== 'guard' || p.term === TRUE);
  if (term.at.length > 0 && !isWhole) {
    // PyTorch gives 0 at an index that the guard leaves out; the definition does not.
    return null;
  }
  const isFixed = (t: Term): boolean => around.livesOn(t).size === 0 && !around.isStepwise(t);
  if (!parts.every(p => p.role !== 'number' || isFixed(p.term))) {
    return null;
  }
  const named = new Map(parts.filter(p => p.role !== 'index').map(({ name, role, term: part }) => [name, { role, term: part }]));
  const needs = openNeeds(row.needs, named);
  const positions = along.map(v => around.axisOf(v)!.position);
  const areVectors = [...row.template.matchAll(/\{(\w+):vector\}/g)].every(([, name]) => [...around.livesOn(named.get(name)!.term)].every(p => p === positions[0]));
  return needs && areVectors ? { operator: term.operator, row, along, extents: along.map(v => around.axisOf(v)!.extent), parts: named, needs } : null;
}

/** The axis of the index at which the operator is taken. */
function ownAxis(term: NamedTerm, functions: readonly Term[], around: Surroundings): VariableTerm[] | null {
  const [at] = term.at;
  const axis = at.kind === 'variable' ? around.axisOf(at) : undefined;
  if (term.at.length !== 1 || term.binders.length !== 1 || at.kind !== 'variable' || !axis || around.isTensor(axis.extent)) {
    return null;
  }
  const varies = (t: Term): boolean => [...freeVariables(t)].some(v => v === at || varies(around.axisOf(v)?.extent ?? TRUE));
  const [{ extent }] = term.binders;
  const isSame = SCANS.has(term.operator) ? extent === add(at, int(1)) : extent === axis.extent;
  return isSame && !functions.some(varies) && !term.args.some(varies) ? [at] : null;
}

/** These run up to the index; the others over all of the axis. */
const SCANS: ReadonlySet<string> = new Set(['cumsum', 'cumprod', 'cummax', 'cummin', 'logcumsumexp']);

/** An extent that varies would make the axis as long as the longest. */
const newAxes = (term: NamedTerm, around: Surroundings): VariableTerm[] | null =>
  term.binders.some(b => around.isTensor(b.extent)) ? null : around.newAxes(term, term.binders.map(b => b.extent));

/** Whether the call takes several dimensions at once. */
const hasTuples = ({ template }: LibraryRow): boolean => /dim=\{dim\}, keepdim=True/.test(template);

/** What is left to be asked when the code runs; null where a need is known not to hold. */
function openNeeds(needs: readonly Need[], parts: ReadonlyMap<string, Part>): Need[] | null {
  const numbers = needs.map(need => ({ need, value: parts.get(need.name)?.term }));
  const known = numbers.filter((n): n is { need: Need; value: NumberTerm } => n.value !== undefined && isNumber(n.value));
  const holds = ({ need, value }: { need: Need; value: NumberTerm }): boolean => Q.compare(value.value, Q.rational(0)) >= (need.holds === 'positive' ? 1 : 0);
  return known.every(holds) ? numbers.filter(n => !n.value || !isNumber(n.value)).map(n => n.need) : null;
}
