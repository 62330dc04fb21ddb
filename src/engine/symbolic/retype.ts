/** The signal that an argument is of another sort than it was given. */
import type { Sort, Term } from '../term';
import type { Span } from '../span';
import { Unsupported } from '../triton/unsupported';
import { argumentsOf } from './tensor';

/** An argument turned out to be of another sort than it was given: execution starts again. An internal signal, never shown. */
export class Retype extends Error {
  constructor(
    readonly names: readonly string[],
    readonly sort: 'Int'
  ) {
    super(`retype ${names.join(', ')}`);
  }
}

/** The signal (or error) for a term that must be an Int but is not: `what` names its use. */
export function expectInteger(t: Term, elementSorts: ReadonlyMap<string, Sort>, span: Span, what: string): Error {
  const names = [...argumentsOf(t)].filter(n => elementSorts.get(n) === 'Real');
  return names.length > 0 ? new Retype(names, 'Int') : new Unsupported('fractional index', span, `${what} must be an integer`);
}
