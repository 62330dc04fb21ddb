/** What to lift when only the text of a notebook is known: the kernels of one cell, with what they use from the others. */
import type { LiftJob } from '../widget';

/** Magics and shell lines are no Python; blank lines in their place keep the line numbers. */
export const withoutMagics = (source: string): string =>
  source
    .split('\n')
    .map(line => (/^\s*[%!]/.test(line) ? '' : line))
    .join('\n');

const KERNEL = /^@(?:triton\.)?(?:jit|autotune|heuristics)\b[^]*?^def\s+(\w+)/gm;

/** Names of the functions in a source that Triton compiles. */
export const kernelNames = (source: string): readonly string[] => [...new Set([...source.matchAll(KERNEL)].map(match => match[1]))];

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
