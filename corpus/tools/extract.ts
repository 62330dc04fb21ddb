/** Cuts the suite's kernels out of the unpacked packages, each with its helpers, into `.corpus/kernels/`. */
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { extractKernel } from '../../src/engine/triton/extract';
import { packageFolder, suiteKernels, type Entry } from './corpus';

/** Why a kernel could not be cut out; null when its file was written. */
export function extractEntry(root: string, entry: Entry): string | null {
  const folder = packageFolder(root, entry.origin);
  rmSync(entry.path, { force: true });
  if (!existsSync(folder)) {
    return 'not fetched';
  }
  const read = (path: string): string | null => {
    const full = join(folder, path);
    return existsSync(full) && statSync(full).isFile() ? readFileSync(full, 'utf8') : null;
  };
  try {
    const { source } = extractKernel(read, entry.recipe.file ?? '', entry.recipe.kernel);
    mkdirSync(dirname(entry.path), { recursive: true });
    writeFileSync(entry.path, source);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Cuts out all; prints what failed. */
export function extractSuite(root: string): void {
  const entries = suiteKernels(root);
  const failures = entries.flatMap(entry => {
    const why = extractEntry(root, entry);
    return why === null ? [] : [`${entry.id}: ${why}`];
  });
  failures.forEach(line => console.log(line));
  console.log(`${entries.length - failures.length} of ${entries.length} kernels extracted`);
}
