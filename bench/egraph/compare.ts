/** Our e-graph and egg on the same problems, in one run. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { backoff, EGraph, everything, parseExpr, run, type Analysis, type Rewrite } from '../../src/engine/egraph';
import { LAMBDA, LAMBDA_RULES } from '../../src/engine/egraph/__tests__/workloads/lambda';
import { MATH, rulesNamed } from '../../src/engine/egraph/__tests__/workloads/math';
import { PROBLEMS, rowsOf, textOf, type Problem } from './problems';

export type Outcome = { readonly stop: string; readonly iterations: number; readonly nodes: number; readonly classes: number; readonly ms: number };

export type Comparison = { readonly problem: Problem; readonly ours: Outcome; readonly eggs: Outcome | null };

/** How often each problem is run; the fastest run counts, on either side. */
const REPEAT = 5;

/** Runs all problems; without egg's side where it cannot be built, and says why. */
export function compareAll(root: string): { readonly comparisons: readonly Comparison[]; readonly missing: string | null } {
  const { program, missing } = buildEggSide(root);
  return { comparisons: PROBLEMS.map(problem => ({ problem, ours: runOurs(problem), eggs: program === null ? null : runEggs(program, problem) })), missing };
}

/** Compiles the Rust program, into a folder that git ignores. */
function buildEggSide(root: string): { readonly program: string | null; readonly missing: string | null } {
  const target = join(root, '.corpus/egg-side');
  const { status, error, stderr } = spawnSync('cargo', ['build', '--release', '--locked', '--manifest-path', join(root, 'bench/egraph/egg/Cargo.toml')], { env: { ...process.env, CARGO_TARGET_DIR: target }, encoding: 'utf8' });
  const program = join(target, 'release/egg-side');
  if (error) {
    return { program: null, missing: 'there is no `cargo` here' };
  }
  return status === 0 && existsSync(program) ? { program, missing: null } : { program: null, missing: `cargo could not build it: ${lastLine(stderr)}` };
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';

function runEggs(program: string, problem: Problem): Outcome {
  const { stdout, stderr } = spawnSync(program, { input: textOf(problem, REPEAT), encoding: 'utf8', maxBuffer: 1 << 26 });
  try {
    return JSON.parse(stdout) as Outcome;
  } catch {
    throw new Error(`egg's side failed on ${problem.name}: ${lastLine(stderr)}`);
  }
}

/** Our side of one problem: the fastest of several runs. */
export function runOurs(problem: Problem, repeat = REPEAT): Outcome {
  const outcomes = Array.from({ length: repeat }, () => (problem.language === 'math' ? solve(problem, MATH, rulesNamed(...rowsOf(problem).map(([name]) => name))) : solve(problem, LAMBDA, LAMBDA_RULES)));
  return outcomes.reduce((best, outcome) => (outcome.ms < best.ms ? outcome : best));
}

function solve<D>(problem: Problem, analysis: Analysis<D>, rules: readonly Rewrite<D>[]): Outcome {
  const begin = performance.now();
  const graph = new EGraph(analysis);
  problem.starts.forEach(start => graph.add(parseExpr(start)));
  const { maxNodes, maxIterations, scheduler } = problem;
  const { stop, iterations, nodes, classes } = run(graph, rules, { maxNodes, maxIterations, scheduler: scheduler === 'simple' ? everything() : backoff() });
  return { stop, iterations, nodes, classes, ms: performance.now() - begin };
}
