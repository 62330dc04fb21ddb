/**
 * The exported SMT-LIB of obligations that were proved, read by the native z3 and cvc5: neither may contradict, and cvc5
 * decides at least nine in ten. Each solver is skipped where it is not installed. ALL_QUERIES=1 asks all of them.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { LiftContext } from '../../src/engine/result';
import { loadNodeSolver } from '../../src/engine/verify/z3/node';
import { ownKernels } from '../tools/corpus';
import { liftEntry } from '../tools/lift-entry';

const root = join(__dirname, '../..');
const MINUTES = 600_000;
/** Every n-th kernel is asked about, unless all are. */
const STRIDE = process.env.ALL_QUERIES ? 1 : 7;

const SOLVERS = [
  { name: 'z3', args: ['-in', '-T:20'], decides: 0.9 },
  { name: 'cvc5', args: ['--lang', 'smt2', '--incremental', '--tlimit-per=5000', '-'], decides: 0.9 }
] as const;

let texts: string[] = [];

beforeAll(async () => {
  const context: LiftContext = { solver: await loadNodeSolver(), now: () => performance.now() };
  const results = ownKernels(root).filter((_, k) => k % STRIDE === 0).flatMap(entry => {
    const lifted = liftEntry(entry, context);
    return typeof lifted === 'string' ? [] : lifted;
  });
  const proved = results.flatMap(r => r.obligations).filter(o => o.status === 'proved' && o.smtlib !== '');
  texts = [...new Set(proved.flatMap(o => o.smtlib.split(/^\(reset\)\s*$/m)))].filter(text => text.includes('(assert'));
}, MINUTES);

const installed = (name: string): boolean => spawnSync(name, ['--version']).status === 0;

/** The assertions as a script that every solver reads. */
const script = (text: string): string => `(set-logic ALL)\n${text.replace(/\((?:check-sat|set-logic|push|pop)[^()]*\)/g, '')}\n(check-sat)\n`;

/** `unsat`, `sat`, `unknown`, or the error that the solver printed. */
function ask(name: string, args: readonly string[], text: string): string {
  const { stdout } = spawnSync(name, args, { input: script(text), encoding: 'utf8', timeout: 30_000 });
  const error = /\(error[^\n]*/.exec(stdout ?? '');
  return error && !/timeout|interrupted/.test(error[0]) ? error[0] : (/^(?:unsat|sat|unknown)$/m.exec(stdout ?? '')?.[0] ?? 'unknown');
}

test.each(SOLVERS.map(s => [s.name, s] as const))('%s never contradicts', (name, { args, decides }) => {
  expect(texts.length).toBeGreaterThan(0);
  if (!installed(name)) {
    console.warn(`${name} is not installed: not asked`);
    return;
  }
  const answers = texts.map(text => ask(name, args, text));
  expect(answers.filter(answer => answer !== 'unsat' && answer !== 'unknown')).toEqual([]);
  const unknown = answers.filter(answer => answer === 'unknown').length;
  console.log(`${name}: ${answers.length} queries, ${unknown} unknown`);
  expect(unknown / answers.length).toBeLessThanOrEqual(1 - decides);
}, MINUTES);
