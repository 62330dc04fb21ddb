/** Questions about statements that need no evaluation. */
import { expressionsIn, expressionsOf, nestedStatements } from './call-graph';
import type { Expr, Statement } from './syntax';

const bodies = (statement: Statement): readonly Statement[] => (statement.kind === 'function' ? [] : nestedStatements(statement));

/** Whether a `return` stands anywhere in the statement. */
export const containsReturn = (statement: Statement): boolean =>
  statement.kind === 'return' || bodies(statement).some(containsReturn);

/** Whether a `break` or `continue` in the statement leaves it for an enclosing loop. */
export const containsJump = (statement: Statement): boolean =>
  statement.kind === 'break' || statement.kind === 'continue' || (statement.kind === 'if' && bodies(statement).some(containsJump));

/** Names that an assignment to a target binds. */
export function assignedTargets(e: Expr): string[] {
  switch (e.kind) {
    case 'name':
      return [e.name];
    case 'tuple':
    case 'list':
      return e.items.flatMap(assignedTargets);
    case 'starred':
      return assignedTargets(e.value);
    default:
      return [];
  }
}

/** Names that the statements bind, in order of first appearance; those of `:=` in their expressions included. */
export function assignedNames(statements: readonly Statement[]): string[] {
  const names = new Set<string>();
  const visit = (list: readonly Statement[]): void => {
    for (const s of list) {
      expressionsOf(s).forEach(e => {
        for (const inner of expressionsIn(e)) {
          if (inner.kind === 'named') {
            names.add(inner.target);
          }
        }
      });
      if (s.kind === 'assign') {
        s.targets.flatMap(assignedTargets).forEach(name => names.add(name));
      } else if (s.kind === 'augmented' || s.kind === 'annotated' || s.kind === 'for') {
        assignedTargets(s.target).forEach(name => names.add(name));
      }
      visit(bodies(s));
    }
  };
  visit(statements);
  return [...names];
}
