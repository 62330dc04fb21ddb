/** What to lift when only the text of a notebook is known: the kernels of one cell, with what they use from the others. */
import type { LiftJob } from '../widget';

/** Magics and shell lines are no Python; blank lines in their place keep the line numbers. */
export const withoutMagics = (source: string): string =>
  source
    .split('\n')
    .map(line => (/^\s*[%!]/.test(line) ? '' : line))
    .join('\n');

/** A decorated function of the module: decorators, name, and its text up to the next line at the margin. */
const COMPILED = /^@(?:triton\.)?(?:jit|autotune|heuristics)\b[^]*?^def\s+(\w+)([^]*?)(?=^[^\s)#]|(?![^]))/gm;

const isCalled = (name: string, body: string): boolean => new RegExp(`(?<![\\w.])${name}\\s*\\(`).test(body);

/** Names of the functions in a source that can be launched: compiled by Triton, returning nothing, called by no other. */
export function kernelNames(source: string): readonly string[] {
  const compiled = [...source.matchAll(COMPILED)].map(([, name, body]) => ({ name, body }));
  const isHelper = (name: string, body: string): boolean =>
    /\breturn[ \t]+[^\s#]/.test(body) || compiled.some(other => other.name !== name && isCalled(name, other.body));
  return [...new Set(compiled.filter(({ name, body }) => !isHelper(name, body)).map(({ name }) => name))];
}

/** Top-level names that a source defines: `def name`, `name = …`, `import … as name`. */
const definitions = (source: string): ReadonlySet<string> =>
  new Set([...source.matchAll(/^(?:def\s+(\w+)|(\w+)\s*(?::[^=\n]+)?=(?!=))/gm)].map(match => match[1] ?? match[2]));

/**
 * The job for one cell. It stands first, so that its lines keep their numbers; the cells before it follow, the latest first, each only if it
 * defines nothing that is there already.
 */
export function cellJob(cell: string, before: readonly string[]): LiftJob {
  const own = withoutMagics(cell);
  const kernels = kernelNames(own);
  const known = new Set(definitions(own));
  const others: string[] = [];
  for (const source of [...before].reverse().map(withoutMagics)) {
    const names = definitions(source);
    if (source.trim() !== '' && ![...names].some(name => known.has(name))) {
      names.forEach(name => known.add(name));
      others.push(source);
    }
  }
  return kernels.length === 0 ? { source: own, kernels: null } : { source: [own, ...others].join('\n\n'), kernels };
}
