/**
 * Library functions that are themselves written in Triton, as source: they are evaluated like any helper of the user's,
 * so that their meaning is the one written there and nowhere else. Errors in them are reported at the user's call.
 */
import type { Value } from '../domain';
import { parseModule } from '../parse';
import type { FunctionDefinition, Module } from '../syntax';
import { INDUCTOR_SOURCE } from './inductor-source';
import { TRITON_SOURCE } from './triton-source';

const inductor: Module = parseModule(INDUCTOR_SOURCE).module;

/** By the first part of the canonical path. */
const libraries: Readonly<Record<string, Module>> = {
  tl: parseModule(TRITON_SOURCE).module,
  inductor,
  // FlagGems' extension of the language has the same two functions.
  tle: inductor
};

/** Other spellings of the same functions. */
const spellings: Readonly<Record<string, string>> = { fast_exp10f: 'exp10' };

export type StandardFunction = { readonly definition: FunctionDefinition; readonly module: Module };

/** The function at a path such as `tl.softmax`; null when it is defined otherwise. */
export function standardFunction(path: string): StandardFunction | null {
  const [root, name, ...rest] = path.split('.');
  const module = rest.length === 0 && name !== undefined ? libraries[root] : undefined;
  const definition = module?.functions.get(spellings[name] ?? name);
  return module && definition ? { definition, module } : null;
}

export const standardValue = <T>({ definition, module }: StandardFunction): Value<T> => ({ kind: 'function', definition, module });
