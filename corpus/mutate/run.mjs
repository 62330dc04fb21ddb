/**
 * Runs the mutator. `npm run mutate -- [--python PATH] [--every N] [--offset K] [--limit SECONDS] [--budget SECONDS] [PART | FILE.py ...]`
 * Own kernels whose id has one of the parts in it, and kernels of any file; without a Python nothing is run, only lifted.
 */
import { rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { load, root } from '../tools/bundle.mjs';

const words = process.argv.slice(2);
const value = (name, otherwise) => (words.includes(name) ? words.splice(words.indexOf(name), 2)[1] : otherwise);

const python = value('--python', process.env.PYTHON ?? null);
const [every, offset, limit, budget] = [['--every', '1'], ['--offset', '0'], ['--limit', '20'], ['--budget', '36000']].map(([name, otherwise]) => Number(value(name, otherwise)));
const files = words.filter(word => word.endsWith('.py'));
const parts = words.filter(word => !word.endsWith('.py'));

await load('corpus/tools/lifter.ts', { run: false });
const { ownKernels } = await load('corpus/tools/corpus.ts');
const { runMutation, mutationTable } = await load('corpus/mutate/run.ts');

const own = ownKernels(root).filter(entry => (parts.length === 0 ? files.length === 0 : parts.some(part => entry.id.includes(part))));
// A file without a recipe is lifted, not run.
const loose = files.map(path => ({ id: basename(path, '.py'), origin: 'file', recipe: {}, path }));
const options = { root, lifter: join(root, '.corpus/build/lifter.cjs'), every, offset, limitMs: 1000 * limit, budgetMs: 1000 * budget, say: line => console.log(line) };
const counts = await runMutation({ ...options, entries: own, python });
const more = loose.length > 0 ? await runMutation({ ...options, entries: loose, python: null }) : new Map();
console.log(mutationTable(new Map([...counts, ...more])));
rmSync(join(root, '.corpus/mutants'), { recursive: true, force: true });
process.exit();
