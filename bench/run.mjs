/**
 * Runs the bench. `npm run bench -- [--python PATH] [--no-agreement] [--once] [--limit SECONDS] [--workers N] [--resume |
 * --retry] [--so-far] [--no-further] [--no-report] [PART ...]`: only entries whose id has one of the parts in it, or of the group so named (`tier 1`,
 * `torch.compile`, `own`); the report is written when all are run. `--resume` keeps the rows of an interrupted run, `--retry` those that
 * are done, and with parts too rows are kept for the next run of all; `--so-far` measures
 * nothing and reports what is kept; without `--no-further`, growth, ablation and the e-graph are measured after them. `--egraph` measures
 * the e-graph only, and puts its section into the report that is there.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load, root } from '../corpus/tools/bundle.mjs';

const words = process.argv.slice(2);
const flag = name => words.includes(name) && Boolean(words.splice(words.indexOf(name), 1));
const value = (name, otherwise) => (words.includes(name) ? words.splice(words.indexOf(name), 2)[1] : otherwise);

const python = value('--python', process.env.PYTHON ?? 'python3');
const limitMs = 1000 * Number(value('--limit', '60'));
const workers = Number(value('--workers', '2'));
const agreement = !flag('--no-agreement');
const twice = !flag('--once');
const keep = flag('--resume') || words.includes('--so-far') ? 'all' : flag('--retry') ? 'done' : 'none';
const noFurther = flag('--no-further');
const quiet = flag('--no-report');
const soFar = flag('--so-far');
const all = words.length === 0;
if (flag('--egraph')) {
  const { egraphSection, withSection } = await load('bench/egraph/section.ts');
  const section = egraphSection(root);
  console.log(section.join('\n'));
  const page = join(root, 'docs/results.md');
  writeFileSync(page, withSection(readFileSync(page, 'utf8'), section));
  process.exit();
}
// The lifter is a process of its own: bundled here, loaded there.
await load('corpus/tools/lifter.ts', { run: false });
const { bench } = await load('bench/bench.ts');
await bench({
  root,
  lifter: join(root, '.corpus/build/lifter.cjs'),
  python: agreement ? python : null,
  only: words,
  twice,
  limitMs,
  workers,
  keep,
  soFar,
  further: all && !noFurther && !soFar,
  out: quiet || !all ? null : 'docs/results.md'
});
process.exit();
