/** Questions about statements that need no evaluation. */
import { nestedStatements } from './call-graph';
import type { Expr, Statement } from './syntax';

const bodies = (statement: Statement): readonly Statement[] => (statement.kind === 'function' ? [] : nestedStatements(statement));

/** Whether a `return` stands anywhere in the statement. */
export const containsReturn = (statement: Statement): boolean =>
  statement.kind === 'return' || bodies(statement).some(containsReturn);

/** Whether a `break` or `continue` in the statement leaves it for an enclosing loop. */
export const containsJump = (statement: Statement): boolean =>
  statement.kind === 'break' || statement.kind === 'continue' || (statement.kind === 'if' && bodies(statement).some(containsJump));

/** Names that the statements bind, in order of first appearance. */
export function assignedNames(statements: readonly Statement[]): string[] {
  const names = new Set<string>();
  const target = (e: Expr): void => {
    if (e.kind === 'name') {
      names.add(e.name);
    } else if (e.kind === 'tuple' || e.kind === 'list') {
      e.items.forEach(target);
    } else if (e.kind === 'starred') {
      target(e.value);
    }
  };
  const visit = (list: readonly Statement[]): void => {
    for (const s of list) {
      if (s.kind === 'assign') {
        s.targets.forEach(target);
      } else if (s.kind === 'augmented' || s.kind === 'annotated' || s.kind === 'for') {
        target(s.target);
      }
      visit(bodies(s));
    }
  };
  visit(statements);
  return [...names];
}
