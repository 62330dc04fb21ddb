/** The names of its module that a piece of source refers to. */
import { allExpressions, assignedNames, expressionsIn } from '../call-graph';
import type { Expr, FunctionDefinition } from '../syntax';

/** Names read anywhere in an expression. */
export const namesIn = (expr: Expr): string[] => [...expressionsIn(expr)].flatMap(part => (part.kind === 'name' ? [part.name] : []));

/** Global names that a function refers to: in its body, defaults and annotations. */
export function globalNames(definition: FunctionDefinition): Set<string> {
  const local = new Set<string>([...definition.parameters.map(parameter => parameter.name), ...assignedNames(definition.body)]);
  const inside = [...allExpressions(definition.body)].flatMap(expr => (expr.kind === 'name' && !local.has(expr.name) ? [expr.name] : []));
  const outside = definition.parameters.flatMap(({ annotation, default: value }) => [annotation, value].flatMap(expr => (expr ? namesIn(expr) : [])));
  return new Set([...outside, ...inside]);
}

/** Identifiers in source text that are not attributes, keywords of calls or parts of strings: comprehensions hide theirs from the tree. */
export const identifiersIn = (text: string): string[] =>
  [...text.replace(/'[^'\n]*'|"[^"\n]*"/g, "''").matchAll(/(?<![.\w])[A-Za-z_]\w*(?!\w|\s*=[^=])/g)].map(match => match[0]);
