/** What the parts of the evaluator share. They call each other through it, so that no two files import one another. */
import type { Span } from '../span';
import type { Domain, Value } from './domain';
import type { Expr, Module, Statement } from './syntax';
import { Unsupported } from './unsupported';

/** The variables of one function call, and the module in which its other names are looked up. */
export type Scope<T> = { readonly module: Module; readonly names: Map<string, Value<T>> };

/** How a list of statements ended. */
export type Outcome<T> = { readonly kind: 'fall' | 'break' | 'continue' } | { readonly kind: 'return'; readonly value: Value<T> };

export interface Run<T> {
  readonly domain: Domain<T>;
  evaluate(expr: Expr, scope: Scope<T>): Value<T>;
  call(callee: Value<T>, args: readonly Value<T>[], keywords: ReadonlyMap<string, Value<T>>, span: Span): Value<T>;
  /** Runs a function body to its end. */
  runBody(body: readonly Statement[], scope: Scope<T>): Value<T>;
  /** The value of a name at module level. */
  global(name: string, module: Module, span: Span): Value<T>;
  /** Counts one loop iteration; throws when there are too many. */
  countIteration(span: Span): void;
  /** The span to report: inside Triton's own library functions it is the user's call. */
  at(span: Span): Span;
  /** Evaluates with every span replaced by one. */
  within<R>(span: Span, body: () => R): R;
  /** Depth of nested calls. */
  nest<R>(span: Span, body: () => R): R;
}

export const unsupported = (construct: string, span: Span, message: string): Unsupported => new Unsupported(construct, span, message);

/** The program is wrong, or Triton would not compile it. */
export const wrong = (span: Span, message: string): Unsupported => new Unsupported('error', span, message);
