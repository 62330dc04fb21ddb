/** What the corpus holds: own kernels beside their recipes, wrong kernels, and the suite of kernels in pinned packages. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ConstexprValue } from '../../src/engine/result';

export type Variant = Readonly<Record<string, ConstexprValue>>;

/** How a kernel is launched; only what is needed here is typed, the rest is for `corpus/agreement`. */
export type Recipe = {
  readonly kernel: string;
  /** Values given to the lift, as with `--set`. */
  readonly set?: Variant;
  /** Values given to the lift one after the other; absent: those that the engine finds. */
  readonly variants?: readonly Variant[];
  /** Of the suite: the file inside the package, how hard the kernel is to lift, and a remark on where it went. */
  readonly file?: string;
  readonly tier?: Tier;
  /** Of the suite: whether the operator was already in FlagGems in November 2025. */
  readonly snapshot?: boolean;
  readonly note?: string;
  /** Of the suite: which PyTorch operator an output is, any of several names being right; null where the reference is no single operator. */
  readonly operator?: Readonly<Record<string, string | readonly string[]>> | null;
};

/** 1: no loops, row by row; 2: loops with folds, tiles, online sums; 3: attention, fused gradients, scans, atomics. */
export type Tier = 1 | 2 | 3;

export type Entry = {
  readonly id: string;
  readonly tier: Tier;
  readonly snapshot: boolean;
  /** `own`, or the package with its version. */
  readonly origin: string;
  readonly recipe: Recipe;
  /** The self-contained source file; of the suite, only after `npm run corpus`. */
  readonly path: string;
};

export type WrongKernel = {
  readonly id: string;
  readonly path: string;
  readonly expected: {
    readonly verdicts: readonly string[];
    /** At least one obligation of these kinds is not proved. */
    readonly obligations?: readonly string[];
    /** Verified is right too if the result says that its domain or its contract is unusual. */
    readonly orUnusual?: boolean;
    readonly operatorNot?: string;
    /** The own kernel that it is a spoiled copy of: if verified, then with another formula or under more conditions. */
    readonly notAs?: string;
    readonly hazard?: string;
    /** The line of the construct that is not supported. */
    readonly line?: number;
    /** The exact message about it. */
    readonly message?: string;
  };
};

const readJson = <T>(path: string): Readonly<Record<string, T>> => JSON.parse(readFileSync(path, 'utf8')) as Readonly<Record<string, T>>;

const jsonFiles = (folder: string): string[] => readdirSync(folder).filter(name => name.endsWith('.json')).sort();

const entryOf = (id: string, origin: string, recipe: Recipe, path: string): Entry => ({ id, origin, recipe, path, tier: recipe.tier ?? 1, snapshot: recipe.snapshot ?? false });

/** Each own kernel, in the order of its tables. */
export function ownKernels(root: string): Entry[] {
  const folder = join(root, 'corpus/launches');
  return jsonFiles(folder).flatMap(table =>
    Object.entries(readJson<Recipe>(join(folder, table))).map(([id, recipe]) => entryOf(id, 'own', recipe, join(root, 'corpus/kernels', `${id}.py`)))
  );
}

/** Each wrong kernel, with what may be said of it. */
export function wrongKernels(root: string): WrongKernel[] {
  return Object.entries(readJson<WrongKernel['expected']>(join(root, 'corpus/wrong.json'))).map(([id, expected]) => ({
    id,
    expected,
    path: join(root, 'corpus/wrong', `${id}.py`)
  }));
}

/** Where the unpacked Python files of a package lie. */
export const packageFolder = (root: string, origin: string): string => join(root, '.corpus/packages', origin.replace('==', '-'));

/** Each kernel of the suite. */
export function suiteKernels(root: string): Entry[] {
  const pinned = readJson<string>(join(root, 'corpus/suite/packages.json'));
  return Object.entries(pinned).flatMap(([name, version]) =>
    Object.entries(readJson<Recipe>(join(root, 'corpus/suite', `${name}.json`))).map(([id, recipe]) => entryOf(id, `${name}==${version}`, recipe, join(root, '.corpus/kernels', `${id}.py`)))
  );
}

/** Names of files in a folder without their ending; none where there is no folder. */
export const stems = (folder: string, ending: string): string[] =>
  existsSync(folder) ? readdirSync(folder).filter(name => name.endsWith(ending)).map(name => basename(name, ending)) : [];
