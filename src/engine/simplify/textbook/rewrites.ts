/** The rows of rules and operators as rewrites of the e-graph, with their conditions on what is known of classes. */
import type { Answer, Match, Rewrite } from '../../egraph';
import type { PatternTree } from '../../egraph/pattern-text';
import type { Condition, ConditionWord, Equation } from './equation';
import { operators, type Operator, type OperatorCondition } from './operators';
import { recognition } from './operators/recognise';
import { rules } from './rules';
import { conditions, type Values } from './values';

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
  const isReversible = direction === 'both' && [...variablesOf(left)].every(v => variablesOf(right).has(v));
  return isReversible ? [forward, { name, left: right, right: left, ...condition }] : [forward];
}

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

const recognised = (operator: Operator): Rewrite<Values> => ({ name: `definition of ${operator.name}`, ...recognition(operator), when: all(operator.when.map(check)) });

export const rewrites: readonly Rewrite<Values>[] = [...rules.flatMap(directions), ...operators.filter(o => !o.when.some(w => /^(at|successor) /.test(w))).map(recognised)];

const texts = new Map<string, string>([...rules.map(r => [r.name, r.law] as const), ...operators.map(o => [`definition of ${o.name}`, o.source] as const)]);

/** The law of a rule, by its name. */
export const lawOf = (rule: string): string => texts.get(rule) ?? '';
