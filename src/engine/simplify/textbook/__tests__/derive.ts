/**
 * Derivations: chains of terms from the left side of a row to its right, each an instance of a proved row at some places of the one
 * before it, or proved like a row.
 */
import { parsePattern, type PatternTree } from '../../../egraph/pattern-text';
import type { ConditionWord, Equation } from '../equation';
import { inductionClaims } from './induction';
import { conditionText, isDefined } from './pattern-smt';
import { RowProver, withUndefined, type Case } from './prove-row';
import { variablesOf, type Variables } from './signatures';
import { areAlike, freeSlots, haveOneShape, openTogether, patternOf, renamed, type Tree } from './trees';

/** `by`: the name of a row; empty: proved from the axioms. */
export type DerivationStep = readonly [by: string, term: string];
export type Derivation = {
  readonly of: string;
  /** Where a variable is undefined both sides are; the steps are for where it is defined. */
  readonly strictIn: readonly string[];
  /** Whether the folds take nothing is a case of its own, proved from the axioms. */
  readonly apartFromEmpty: boolean;
  /** The extent of an induction; the steps are those of one element more. */
  readonly inductionOn: string | null;
  readonly steps: readonly DerivationStep[];
};

/** The first step that fails, or null. */
export function checkDerivation(row: Equation, derivation: Derivation, expectRow: (name: string) => Equation): string | null {
  const { steps, strictIn, apartFromEmpty, inductionOn } = derivation;
  if (inductionOn !== null) {
    const [nothing, oneMore, ...others] = inductionClaims(row, inductionOn);
    const failed = [nothing, ...others].find(c => new RowProver(c).prove().kind !== 'proved');
    return failed ? failed.name : checkDerivation(oneMore, { ...derivation, inductionOn: null }, expectRow);
  }
  const terms = [row.left, ...steps.map(([, text]) => (text === '=' ? row.right : parsePattern(text)))];
  if (JSON.stringify(terms[terms.length - 1]) !== JSON.stringify(row.right)) {
    return 'the last term is not the right side';
  }
  for (const v of strictIn) {
    const [left, right] = [row.left, row.right].map(p => withUndefined(p, v));
    if (variablesOf([row.left, row.right], row.when).get(v)?.slots.length !== 0 || new RowProver({ ...row, left, right }).prove().kind !== 'proved') {
      return `not strict in ${v}`;
    }
  }
  const assumed: Equation = { ...row, when: [...row.when, ...strictIn.map(isDefined)] };
  const groups = apartFromEmpty ? new RowProver(assumed).groups() : [];
  if (groups.length > 1) {
    return 'the folds are over more than one range';
  }
  if (groups.some(group => new RowProver(assumed, { group, is: 'empty' }).prove().kind !== 'proved')) {
    return 'not true of nothing';
  }
  const some: Case | null = groups.length === 0 ? null : { group: groups[0], is: 'some' };
  const prover = new RowProver(assumed, some, undefined, terms);
  const failed = steps.findIndex(([by], k) => !(by === '' ? prover.prove(terms[k], terms[k + 1]).kind === 'proved' : isInstance(prover, expectRow(by), terms[k], terms[k + 1])));
  return failed < 0 ? null : `step ${failed + 1}: ${steps[failed][0] || 'axioms'}`;
}

/** Whether two terms are alike but at places where one is an instance of the left side of the row, and the other of its right. */
function isInstance(prover: RowProver, row: Equation, before: PatternTree, after: PatternTree): boolean {
  const variables = variablesOf([row.left, row.right], row.when);
  const at = (a: Tree, b: Tree, around: readonly string[]): boolean => {
    if (areAlike(a, b)) {
      return true;
    }
    const places = [[row.left, row.right], [row.right, row.left]] as const;
    if (places.some(([l, r]) => holdsAt(prover, row, variables, [[l, a], [r, b]], around))) {
      return true;
    }
    return a.kind === 'node' && b.kind === 'node' && haveOneShape(a, b) && a.children.every((_, k) => {
      const { slots, bodies } = openTogether(a, b, k);
      return at(...bodies, [...around, ...slots]);
    });
  };
  return at(prover.tree(before), prover.tree(after), []);
}

function holdsAt(prover: RowProver, row: Equation, variables: Variables, pairs: readonly (readonly [PatternTree, Tree])[], around: readonly string[]): boolean {
  const bound = new Map<string, Tree>();
  if (!pairs.every(([p, t]) => matches(p, t, variables, bound))) {
    return false;
  }
  return row.when.every(condition => {
    const [word, name] = condition.split(' ');
    const value = bound.get(name);
    if (!value) {
      return false;
    }
    const own = [...freeSlots(value)];
    const scope = new Map([...around, ...own].map((s): [string, string] => [s, `at_${s.replace(/\W/g, '')}`]));
    return word === 'apart' || prover.holds(patternOf(value), scope, v => conditionText(word as ConditionWord, v));
  });
}

/** The slots that a row's pattern binds, so that they are none of the term's. */
const local = (slot: string): string => `$row.${slot.slice(1)}`;

/** Matches a pattern of a row, and notes what its variables stand for, in the row's slots. */
function matches(p: PatternTree, t: Tree, variables: Variables, bound: Map<string, Tree>): boolean {
  switch (p.kind) {
    case 'variable': {
      const known = bound.get(p.name);
      if (known) {
        return areAlike(known, t);
      }
      const allowed = (variables.get(p.name)?.slots ?? []).map(local);
      bound.set(p.name, t);
      return [...freeSlots(t)].every(s => !s.startsWith('$row.') || allowed.includes(s));
    }
    case 'node':
      return (
        t.kind === 'node' &&
        t.op === p.op &&
        t.children.length === p.children.length &&
        p.children.every((c, k) => {
          const { binds, body } = t.children[k];
          return c.binds.length === binds.length && matches(c.body, binds.reduce((inner, s, i) => renamed(inner, s, local(c.binds[i])), body), variables, bound);
        })
      );
    default:
      return false;
  }
}
