/** Each own kernel against its golden file; with UPDATE_GOLDENS=1 the files are written. And each with all its names changed. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LiftContext } from '../../src/engine/result';
import { loadNodeSolver } from '../../src/engine/verify/z3/node';
import { ownKernels, stems, type Entry } from '../tools/corpus';
import { goldenText } from '../tools/golden';
import { liftEntry, liftSource } from '../tools/lift-entry';
import { renameAll } from '../tools/rename';

const root = join(__dirname, '../..');
const entries = ownKernels(root);
const update = Boolean(process.env.UPDATE_GOLDENS);
const goldenPath = (id: string): string => join(root, 'corpus/goldens', `${id}.expected.txt`);
const SECONDS = 180_000;

let context: LiftContext;
const texts = new Map<string, string>();

beforeAll(async () => {
  context = { solver: await loadNodeSolver(), now: () => performance.now(), formMilliseconds: 60_000 };
}, SECONDS);

function textOf(entry: Entry): string {
  let text = texts.get(entry.id);
  if (text === undefined) {
    const results = liftEntry(entry, context);
    text = typeof results === 'string' ? `no result: ${results}\n` : goldenText(results);
    texts.set(entry.id, text);
  }
  return text;
}

describe('goldens', () => {
  test.each(entries.map(entry => [entry.id, entry] as const))('%s', (id, entry) => {
    const text = textOf(entry);
    if (update) {
      writeFileSync(goldenPath(id), text);
    }
    expect(existsSync(goldenPath(id))).toBe(true);
    expect(text).toBe(readFileSync(goldenPath(id), 'utf8'));
  }, SECONDS);

  test('every golden has its kernel, every kernel its recipe', () => {
    const known = new Set(entries.map(entry => entry.id));
    const orphans = stems(join(root, 'corpus/goldens'), '.expected.txt').filter(id => !known.has(id));
    if (update) {
      orphans.forEach(id => rmSync(goldenPath(id)));
    }
    expect(update ? [] : orphans).toEqual([]);
    expect(stems(join(root, 'corpus/kernels'), '.py').sort()).toEqual([...known].sort());
  });
});

/** Where a product stands without blanks depends on the length of its factors' names. */
const loose = (text: string): string => text.replace(/ ?([*/]) ?/g, '$1');

describe('with every name changed, the same result up to names', () => {
  test.each(entries.map(entry => [entry.id, entry] as const))('%s', (_id, entry) => {
    const renaming = renameAll(readFileSync(entry.path, 'utf8'));
    const { kernel, set, variants } = entry.recipe;
    const renamedKeys = (values: object | undefined) => Object.fromEntries(Object.entries(values ?? {}).map(([name, value]) => [renaming.kernel(name), value]));
    const results = liftSource(renaming.source, { kernel: renaming.kernel(kernel), set: renamedKeys(set), variants: variants?.map(renamedKeys) }, context);
    const text = typeof results === 'string' ? `no result: ${results}\n` : goldenText(results);
    expect(loose(renaming.back(text))).toBe(loose(textOf(entry)));
  }, SECONDS);
});
