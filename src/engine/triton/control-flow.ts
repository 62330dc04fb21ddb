/** Questions about statements that need no evaluation. */
import type { Statement } from './syntax';

type Compound = Extract<Statement, { kind: 'if' | 'for' | 'while' }>;

const bodies = (statement: Statement): readonly Statement[] =>
  statement.kind === 'if' ? [...statement.then, ...statement.otherwise] : statement.kind === 'for' || statement.kind === 'while' ? [...statement.body, ...statement.otherwise] : [];

/** Whether a `return` stands anywhere in the statement. */
export const containsReturn = (statement: Statement): boolean =>
  statement.kind === 'return' || bodies(statement).some(containsReturn);

/** Whether a `break` or `continue` in the statement leaves it for an enclosing loop. */
export const containsJump = (statement: Statement): boolean =>
  statement.kind === 'break' || statement.kind === 'continue' || (statement.kind === 'if' && bodies(statement).some(containsJump));

/** All statements, nested ones included, in order. */
export function* allStatements(statements: readonly Statement[]): Generator<Statement> {
  for (const statement of statements) {
    yield statement;
    yield* allStatements(bodies(statement as Compound));
  }
}
