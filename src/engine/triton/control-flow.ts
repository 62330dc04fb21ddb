/** Questions about statements that need no evaluation. */
import { nestedStatements } from './call-graph';
import type { Statement } from './syntax';

const bodies = (statement: Statement): readonly Statement[] => (statement.kind === 'function' ? [] : nestedStatements(statement));

/** Whether a `return` stands anywhere in the statement. */
export const containsReturn = (statement: Statement): boolean =>
  statement.kind === 'return' || bodies(statement).some(containsReturn);

/** Whether a `break` or `continue` in the statement leaves it for an enclosing loop. */
export const containsJump = (statement: Statement): boolean =>
  statement.kind === 'break' || statement.kind === 'continue' || (statement.kind === 'if' && bodies(statement).some(containsJump));
