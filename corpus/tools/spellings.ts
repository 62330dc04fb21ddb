/** Operators in several spellings: kernels of ours that compute one function in different ways, and how they are launched. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Recipe } from './corpus';

export type Spelling = {
  readonly operator: string;
  readonly name: string;
  readonly path: string;
  /** The operator's recipe, with the sizes that this spelling takes. */
  readonly recipe: Recipe;
};

export type SpelledOperator = {
  readonly operator: string;
  readonly spellings: readonly Spelling[];
  /** Why the spellings do not come out as one formula yet; null where they do. */
  readonly pending: string | null;
};

type Row = {
  readonly spellings: Readonly<Record<string, { readonly sizes?: Readonly<Record<string, unknown>> }>>;
  readonly recipe: Recipe & { readonly sizes: Readonly<Record<string, unknown>> };
  readonly pending?: string;
};

/** Each operator of the manifest. */
export function spelledOperators(root: string): SpelledOperator[] {
  const folder = join(root, 'corpus/spellings');
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Readonly<Record<string, Row>>;
  return Object.entries(manifest).map(([operator, row]) => ({
    operator,
    pending: row.pending ?? null,
    spellings: Object.entries(row.spellings).map(([name, { sizes }]) => ({
      operator,
      name,
      path: join(folder, operator, `${operator}_${name}.py`),
      recipe: { ...row.recipe, sizes: { ...row.recipe.sizes, ...sizes } } as Recipe
    }))
  }));
}
