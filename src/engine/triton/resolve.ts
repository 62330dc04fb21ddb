/**
 * What a name of a module stands for, through its imports and assignments only: nothing is recognised by its name alone.
 * Everything of Triton ends at one canonical path: `tl.exp`, however it was imported.
 */
import type { Expr, FunctionDefinition, Module } from './syntax';

export type Resolution =
  | { readonly kind: 'builtin'; readonly path: string }
  | { readonly kind: 'function'; readonly definition: FunctionDefinition }
  /** A module constant, not yet evaluated. */
  | { readonly kind: 'constant'; readonly value: Expr }
  /** Imported from a module whose source we do not have. */
  | { readonly kind: 'foreign'; readonly path: string }
  | { readonly kind: 'undefined' };

/** Modules that stand for parts of Triton: Triton's own spellings, and the shims that libraries put in front of it. First match wins. */
const moduleSpellings: readonly (readonly [RegExp, string])[] = [
  [/^triton\.language\.(?:extra\.)?(?:(?:cuda|hip|intel|xpu)\.)?libdevice(?=\.|$)/, 'tl'],
  [/^torch\._inductor\.runtime\.triton_helpers\.(?:libdevice|math)(?=\.|$)/, 'tl'],
  [/^torch\._inductor\.runtime\.triton_helpers(?=\.|$)/, 'inductor'],
  [/^triton\.language\.math\.libdevice(?=\.|$)/, 'tl'],
  [/^triton\.language\.(?:core|standard|math|random)(?=\.|$)/, 'tl'],
  [/^triton\.language\.extra\.cuda(?=\.|$)/, 'tl.cuda'],
  [/^triton\.language\.target_info(?=\.|$)/, 'tl.target_info'],
  [/^triton\.language(?=\.|$)/, 'tl'],
  [/^(?:[\w.]*\.)?(?:utils|triton_lang_helper)\.tl_extra_shim(?=\.|$)/, 'tl'],
  [/^(?:[\w.]*\.)?utils\.triton_lang_extension(?=\.|$)/, 'tle'],
  [/^(?:[\w.]*\.)?(?:triton_utils|triton)\.(?:libdevice|tldevice)(?=\.|$)/, 'tl'],
  [/^(?:[\w.]*\.)?triton_utils\.tl(?=\.|$)/, 'tl'],
  [/^(?:[\w.]*\.)?triton_utils\.triton(?=\.|$)/, 'triton']
];

/** Paths outside `tl` that mean the same as one inside. */
const synonyms: Readonly<Record<string, string>> = {
  'tle.div_rn': 'tl.div_rn',
  'tle.div_rz': 'tl.div_rz',
  'tle.fmod': 'tl.fmod',
  'tle.trunc': 'tl.trunc',
  'tl._experimental_make_tensor_descriptor': 'tl.make_tensor_descriptor',
  'triton.cdiv': 'tl.cdiv',
  'triton.next_power_of_2': 'tl.next_power_of_2',
  'triton.constexpr_function': 'triton.jit',
  'triton.runtime.jit.jit': 'triton.jit',
  'triton.runtime.jit': 'triton.jit',
  'triton.runtime.autotuner.autotune': 'triton.autotune',
  'tl.constexpr_type': 'tl.constexpr',
  'tl.tensor': 'tl.tensor',
  'numpy.inf': 'math.inf',
  'numpy.pi': 'math.pi'
};

/** Modules whose members are known without their source. */
const knownRoots = new Set(['tl', 'tle', 'inductor', 'triton', 'math', 'builtins', 'torch', 'numpy']);

/** Python's own functions that a kernel may call. */
const pythonBuiltins = new Set([
  'abs', 'bool', 'float', 'getattr', 'hasattr', 'int', 'isinstance', 'len', 'list', 'max', 'min', 'print', 'range', 'round', 'str', 'sum', 'tuple', 'type', 'zip', 'enumerate', 'all', 'any', 'divmod', 'pow', 'reversed', 'super', 'NotImplemented'
]);

/** The one path of what Triton, Python or a known library defines; other paths come back as they are. */
export function canonicalPath(path: string): string {
  for (const [pattern, replacement] of moduleSpellings) {
    if (pattern.test(path)) {
      return canonicalMember(path.replace(pattern, replacement));
    }
  }
  return synonyms[path] ?? path;
}

/** `tl.math.exp` reached by attributes of `tl`. */
function canonicalMember(path: string): string {
  const flattened = path
    .replace(/^tl\.(?:(?:extra\.)?(?:(?:cuda|hip|intel|xpu)\.)?libdevice|math\.libdevice)(?=\.|$)/, 'tl')
    .replace(/^inductor\.(?:libdevice|math)(?=\.|$)/, 'tl')
    .replace(/^tl\.(?:core|standard|math|random)(?=\.|$)/, 'tl')
    .replace(/^tl\.extra\.cuda(?=\.|$)/, 'tl.cuda');
  return synonyms[flattened] ?? flattened;
}

const isKnown = (path: string): boolean => knownRoots.has(path.split('.')[0]);

const fromPath = (target: string): Resolution => {
  const path = canonicalPath(target);
  return isKnown(path) ? { kind: 'builtin', path } : { kind: 'foreign', path: target };
};

/** What a name at module level stands for. Aliases (`exp = tl.exp`, `fast = exp`) are followed. */
export function resolveName(name: string, module: Module, seen: ReadonlySet<string> = new Set()): Resolution {
  const definition = module.functions.get(name);
  if (definition) {
    return isLibdeviceFallback(definition) ? { kind: 'builtin', path: `tl.${name}` } : { kind: 'function', definition };
  }
  const value = module.assignments.get(name);
  if (value && !seen.has(name)) {
    const alias = resolveReference(value, module, new Set([...seen, name]));
    return alias && alias.kind !== 'undefined' && alias.kind !== 'constant' ? alias : alias?.kind === 'constant' ? alias : { kind: 'constant', value };
  }
  const target = module.imports.get(name);
  if (target !== undefined) {
    return fromPath(target);
  }
  if (pythonBuiltins.has(name)) {
    return { kind: 'builtin', path: `builtins.${name}` };
  }
  return resolveStar(name, module);
}

/** A library's default for a function that libdevice has: on GPUs it is replaced by libdevice's. */
export const isLibdeviceFallback = (definition: FunctionDefinition): boolean =>
  definition.decorators.some(decorator => decorator.kind === 'name' && decorator.name === 'use_tl_extra');

/** `from triton.language import *` gives every name that is not bound otherwise. */
function resolveStar(name: string, module: Module): Resolution {
  for (const [key, target] of module.imports) {
    if (key.startsWith('*')) {
      return fromPath(`${target}.${name}`);
    }
  }
  return { kind: 'undefined' };
}

/** What an attribute of something resolved stands for. */
export function resolveMember(object: Resolution, name: string): Resolution | null {
  switch (object.kind) {
    case 'builtin': {
      const path = canonicalMember(canonicalPath(`${object.path}.${name}`));
      return { kind: 'builtin', path };
    }
    case 'foreign':
      return fromPath(`${object.path}.${name}`);
    default:
      return null;
  }
}

/** A dotted name at module level; null for any other expression. */
export function resolveReference(expr: Expr, module: Module, seen: ReadonlySet<string> = new Set()): Resolution | null {
  if (expr.kind === 'name') {
    return resolveName(expr.name, module, seen);
  }
  if (expr.kind === 'attribute') {
    const object = resolveReference(expr.object, module, seen);
    return object && resolveMember(object, expr.name);
  }
  return null;
}

/** The canonical path of a dotted name, or null when it is none of a known library's. */
export function pathOf(expr: Expr, module: Module): string | null {
  const resolution = resolveReference(expr, module);
  return resolution?.kind === 'builtin' ? resolution.path : null;
}
