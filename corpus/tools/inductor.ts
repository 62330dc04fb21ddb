/**
 * Kernels that torch.compile generated: recipes are here, texts in a file beside the checkout that is never committed.
 * A row of that file is one kernel; a recipe names it by the function that was compiled, the kernel and whether sizes are dynamic.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Entry, Recipe } from './corpus';

/** A recipe of the table: which row of the file it launches. */
type InductorRecipe = Recipe & { readonly function: string; readonly dynamic: boolean };

/** What is read of a row of the file. */
type InductorRow = { readonly function: string; readonly dynamic: boolean; readonly kernel: string; readonly text: string };

const ORIGIN = 'torch.compile';

/** Where the rows are: TRITON_LIFT_INDUCTOR, or the shared folder beside the checkout. */
const rowsFile = (root: string): string => process.env.TRITON_LIFT_INDUCTOR ?? join(root, '../shared/corpus/inductor.jsonl.gz');

const keyOf = (row: { readonly function: string; readonly dynamic: boolean; readonly kernel: string }): string =>
  `${row.function} ${row.kernel} ${row.dynamic ? 'dynamic' : 'static'}`;

const recipesOf = (root: string): Readonly<Record<string, InductorRecipe>> =>
  JSON.parse(readFileSync(join(root, 'corpus/suite/inductor.json'), 'utf8')) as Readonly<Record<string, InductorRecipe>>;

function readRows(path: string): readonly InductorRow[] {
  return gunzipSync(readFileSync(path)).toString('utf8').split('\n').filter(Boolean).map(line => JSON.parse(line) as InductorRow);
}

/** Each kernel of the table. */
export function inductorKernels(root: string): Entry[] {
  return Object.entries(recipesOf(root)).map(([id, recipe]) => ({
    id: `inductor/${id}`,
    origin: ORIGIN,
    recipe,
    path: join(root, '.corpus/kernels/inductor', `${id}.py`),
    tier: 3 as const,
    snapshot: false
  }));
}

/** Writes each kernel's text where its entry expects it; says in sentences what is missing, nothing when all are there. */
export function writeInductorKernels(root: string): readonly string[] {
  const file = rowsFile(root);
  if (!existsSync(file)) {
    return ['kernels of torch.compile: not available'];
  }
  const rows = readRows(file);
  const texts = new Map(rows.map(row => [keyOf(row), row.text]));
  const entries = inductorKernels(root);
  const wanted = new Set(entries.map(entry => keyOf(entry.recipe as InductorRecipe)));
  for (const entry of entries) {
    const text = texts.get(keyOf(entry.recipe as InductorRecipe));
    if (text !== undefined) {
      mkdirSync(dirname(entry.path), { recursive: true });
      writeFileSync(entry.path, text);
    }
  }
  return [
    ...entries.filter(entry => !texts.has(keyOf(entry.recipe as InductorRecipe))).map(entry => `${entry.id}: no such row`),
    ...rows.filter(row => !wanted.has(keyOf(row))).map(row => `${keyOf(row)}: no recipe`)
  ];
}
