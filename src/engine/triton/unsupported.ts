import type { Span } from '../span';

/** The kernel uses something outside the supported language: which construct, where, and in words what to do. An expected failure. */
export class Unsupported extends Error {
  constructor(
    readonly construct: string,
    readonly span: Span | null,
    message: string
  ) {
    super(message);
    this.name = 'Unsupported';
  }
}
