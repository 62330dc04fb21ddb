/** The rows of rules and operators as rewrites of the e-graph, with their conditions on what is known of classes. */
import type { Answer, Expr, Match, Rewrite, Slot } from '../../egraph';
import type { PatternTree } from '../../egraph/pattern-text';
import type { Condition, ConditionWord, Equation } from './equation';
import { operators, type Operator, type OperatorCondition } from './operators';
import { recognition } from './operators/recognise';
import { instantiate } from './named';
import { rules } from './rules';
import { conditions, type Values } from './values';

/** What is asked of leaves. */
export type LeafReader = {
  /** The slot i of an Int that is i + 1; null where it is something else. */
  readonly predecessor: (extent: Expr) => Slot | null;
  /** The Int in the place of the slot at which a function is a term; null where none is found. */
  readonly whereEqual: (body: Expr, slot: Slot, value: Expr) => Expr | null;
};

type Check = (match: Match<Values>) => Answer;

/** Whether a condition holds of a match; what the analysis does not know is unknown. */
function check(condition: Condition | OperatorCondition): Check {
  const [word, variable, ...slots] = condition.split(' ');
  if (word === 'only') {
    return match => (match.class(variable).slots.every(s => slots.some(name => match.slot(name) === s)) ? 'yes' : 'no');
  }
  if (word === 'apart') {
    return match => (match.mentions(variable, slots[0]) ? 'no' : 'yes');
  }
  if (word in conditions) {
    return match => (conditions[word as ConditionWord](match.data(variable)) ? 'yes' : 'unknown');
  }
  return () => 'unknown';
}

const all =
  (checks: readonly Check[]): Check =>
  match =>
    checks.every(c => c(match) === 'yes') ? 'yes' : 'unknown';

function directions({ name, left, right, when, direction }: Equation): Rewrite<Values>[] {
  const condition = when.length === 0 ? {} : { when: all(when.map(check)) };
  const forward = { name, left, right, ...condition };
  // Backwards a rule that drops a variable would have to guess it.
  const isReversible = direction === 'both' && [...variablesOf(left)].every(v => variablesOf(right).has(v)) && !bringsIn(left, right);
  return isReversible ? [forward, { name, left: right, right: left, ...condition }] : [forward];
}

/** Operators that a formula without them is not better with: a rule that would bring one in is used in its other direction alone. */
const UNCALLED_FOR: ReadonlySet<string> = new Set(['select', 'and', 'or', 'not', 'lt', 'le', 'eq', 'any', 'all', 'argmax', 'argmin', 'prod', 'pow', 'sinh', 'cosh', 'expm1', 'log1p', 'log2', 'exp2', 'log10']);

const bringsIn = (to: PatternTree, from: PatternTree): boolean => [...operatorsOf(to)].some(op => UNCALLED_FOR.has(op) && !operatorsOf(from).has(op));

const operatorsOf = (p: PatternTree): ReadonlySet<string> =>
  new Set(p.kind === 'node' ? [p.op, ...p.children.flatMap(c => [...operatorsOf(c.body)])] : p.kind === 'substitute' ? operatorsOf(p.by) : []);

function variablesOf(p: PatternTree, into = new Set<string>()): ReadonlySet<string> {
  switch (p.kind) {
    case 'variable':
      return into.add(p.name);
    case 'rename':
      return into.add(p.of);
    case 'substitute':
      into.add(p.into);
      return variablesOf(p.by, into);
    case 'node':
      p.children.forEach(c => variablesOf(c.body, into));
      return into;
  }
}

const slotsOf = (p: PatternTree): ReadonlySet<string> =>
  new Set(p.kind === 'node' ? [...p.slots, ...p.children.flatMap(c => [...c.binds, ...slotsOf(c.body)])] : p.kind === 'rename' ? [p.from, p.to] : []);

/** The slot of which a variable is a function, as the node binds it. */
function homeOf(variable: string, node: PatternTree): string | null {
  const child = node.kind === 'node' ? node.children.find(c => (c.body.kind === 'variable' && c.body.name === variable) || (c.body.kind === 'rename' && c.body.of === variable)) : undefined;
  return child === undefined ? null : child.body.kind === 'rename' ? child.body.from : child.binds[0];
}

/** Of Ints, which the e-graph does not look into, the language answers. */
const isOfLeaves = (condition: OperatorCondition): boolean => /^(at|successor) /.test(condition);

function recognised(operator: Operator, language: LeafReader | null): Rewrite<Values> {
  const { left, right } = recognition(operator);
  const name = `definition of ${operator.name}`;
  // A function that is the same everywhere is none: Σ f is no inner product of f and 1.
  const functions = operator.parameters.filter(p => p.role === 'function').map(p => [`?${p.name}`, homeOf(`?${p.name}`, right)] as const);
  const areFunctions: Check = match => (functions.every(([v, home]) => home === null || match.mentions(v, home)) ? 'yes' : 'no');
  const plain = all([areFunctions, ...operator.when.filter(w => !isOfLeaves(w)).map(check)]);
  const onLeaves = operator.when.filter(isOfLeaves);
  if (!language || onLeaves.length === 0) {
    return { name, left, right, when: plain };
  }
  const slots = slotsOf(left);
  return { name, left, when: plain, right: match => filled(right, slots, match, onLeaves, language) };
}

/** The node with what the conditions on leaves find; null where one of them fails. */
function filled(node: PatternTree, slots: ReadonlySet<string>, match: Match<Values>, onLeaves: readonly OperatorCondition[], language: LeafReader): Expr | null {
  const found = new Map<string, Expr>();
  const indices = new Map<string, Slot>();
  for (const condition of onLeaves) {
    const [word, a, b, , unknown] = condition.split(' ');
    if (word === 'successor') {
      const index = language.predecessor(match.expr(a));
      if (index === null) {
        return null;
      }
      indices.set(b, index);
      continue;
    }
    const home = homeOf(b, node);
    const index = home === null ? null : language.whereEqual(match.expr(b), match.slot(home), match.expr(a));
    if (!index) {
      return null;
    }
    found.set(unknown, index);
  }
  const variables = new Map([...variablesOf(node)].map((name): [string, Expr] => [name, found.get(name) ?? match.expr(name)]));
  return instantiate(node, variables, new Map([...[...slots].map((name): [string, Slot] => [name, match.slot(name)]), ...indices]));
}

/** Which operators are looked for: those that formulas are shown with, or all. */
export type Vocabulary = 'shown' | 'all';

const onPlainTerms = operators.filter(o => !o.when.some(isOfLeaves)).map((o): [Operator, Rewrite<Values>] => [o, recognised(o, null)]);
const onLeaves = operators.filter(o => o.when.some(isOfLeaves));
const byRules: readonly Rewrite<Values>[] = rules.flatMap(directions);

/** The rewrites of a language: rules in both their directions, and the definitions of operators, which come first while there is room. */
export function rewritesOf(language: LeafReader, vocabulary: Vocabulary): readonly Rewrite<Values>[] {
  const isWanted = (o: Operator): boolean => vocabulary === 'all' || o.shown === 'named';
  return [...onPlainTerms.filter(([o]) => isWanted(o)).map(([, r]) => r), ...onLeaves.filter(isWanted).map(o => recognised(o, language)), ...byRules];
}

const texts = new Map<string, string>([...rules.map(r => [r.name, r.law] as const), ...operators.map(o => [`definition of ${o.name}`, o.source] as const)]);

/** The law of a rule, by its name. */
export const lawOf = (rule: string): string => texts.get(rule) ?? '';
