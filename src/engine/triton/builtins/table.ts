/** The form of a builtin: its parameters, and what it does with them. */
import type { Span } from '../../span';
import type { Value } from '../domain';
import { toTensor } from '../operators';
import { type Run, wrong } from '../run';
import { knownInteger } from '../subscripts';
import { describe, integerOf, truth } from '../values';

/** A call whose arguments have been bound. */
export type BuiltinCall<T> = {
  readonly run: Run<T>;
  readonly path: string;
  /** For messages. */
  readonly name: string;
  readonly span: Span;
  readonly args: ReadonlyMap<string, Value<T>>;
  /** What went to `*rest`. */
  readonly rest: readonly Value<T>[];
};

export type Builtin = {
  readonly names: readonly string[];
  readonly required: readonly string[];
  readonly variadic: string | null;
  /** Keywords that change speed, not values. */
  readonly ignored: ReadonlySet<string>;
  readonly run: <T>(call: BuiltinCall<T>) => Value<T>;
};

/** `x, axis?, *shape, !cache`: required, optional, variadic, and accepted without effect. */
export function builtin(signature: string, run: <T>(call: BuiltinCall<T>) => Value<T>): Builtin {
  const parts = signature.split(',').map(part => part.trim()).filter(part => part !== '');
  const ignored = parts.filter(part => part.startsWith('!')).map(part => part.slice(1));
  const named = parts.filter(part => !part.startsWith('!'));
  const variadic = named.find(part => part.startsWith('*'))?.slice(1) ?? null;
  return {
    names: named.map(part => part.replace(/^\*|\?$/g, '')),
    required: named.filter(part => !part.endsWith('?') && !part.startsWith('*')),
    variadic,
    ignored: new Set(ignored),
    run
  };
}

export type BuiltinTable = Readonly<Record<string, Builtin>>;

/** An argument; null when absent or None. */
export function optional<T>(call: BuiltinCall<T>, name: string): Value<T> | null {
  const value = call.args.get(name);
  return value === undefined || value.kind === 'none' ? null : value;
}

export const argument = <T>(call: BuiltinCall<T>, name: string): Value<T> => call.args.get(name)!;

/** An argument as a tensor. */
export const tensorArgument = <T>(call: BuiltinCall<T>, name: string): T => toTensor(call.run.domain, argument(call, name), call.span);

export const integerArgument = <T>(call: BuiltinCall<T>, name: string): number => knownInteger(call.run, argument(call, name), call.span);

/** A flag that must be known. */
export function flag<T>(call: BuiltinCall<T>, name: string, absent: boolean): boolean {
  const value = call.args.get(name);
  if (value === undefined) {
    return absent;
  }
  const known = value.kind === 'tensor' ? call.run.domain.integer(value.tensor) : null;
  const answer = value.kind === 'tensor' ? (known === null ? null : known !== 0n) : truth(value);
  if (answer === null) {
    throw wrong(call.span, `${call.name}(): '${name}' must be a constant`);
  }
  return answer;
}

/** The integers of a tuple (or of one integer). */
export function integers<T>(call: BuiltinCall<T>, value: Value<T>): bigint[] {
  const items = value.kind === 'tuple' ? value.items : [value];
  return items.map(item => {
    const known = item.kind === 'tensor' ? call.run.domain.integer(item.tensor) : integerOf(item);
    if (known === null) {
      throw wrong(call.span, `${call.name}() needs constant integers, not ${describe(item, call.run.domain)}`);
    }
    return known;
  });
}
