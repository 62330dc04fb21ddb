import type { Span } from './span';

/** The request itself is wrong: not Python, no kernel in the source, no kernel of that name. */
export class LiftInputError extends Error {
  constructor(
    message: string,
    readonly span: Span | null
  ) {
    super(message);
    this.name = 'LiftInputError';
  }
}
