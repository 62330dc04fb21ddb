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

/** Each problem is run at least so often, and for so long; then as often on the other side. The fastest run counts. */
const LEAST_RUNS = 5;
const LEAST_MS = 1500;

/** Runs all problems; without egg's side where it cannot be built, and says why. */
export function compareAll(root: string): { readonly comparisons: readonly Comparison[]; readonly missing: string | null } {
  const { program, missing } = buildEggSide(root);
  const comparisons = PROBLEMS.map((problem): Comparison => {
    const { fastest, runs } = runOurs(problem, LEAST_RUNS, LEAST_MS);
    return { problem, ours: fastest, eggs: program === null ? null : runEggs(program, problem, runs) };
  });
  return { comparisons, missing };
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

function runEggs(program: string, problem: Problem, runs: number): Outcome {
  const { stdout, stderr } = spawnSync(program, { input: textOf(problem, runs), encoding: 'utf8', maxBuffer: 1 << 26 });
  try {
    return JSON.parse(stdout) as Outcome;
  } catch {
    throw new Error(`egg's side failed on ${problem.name}: ${lastLine(stderr)}`);
  }
}

/** Our side of one problem: the fastest of so many runs at least, and of so long. */
export function runOurs(problem: Problem, leastRuns: number, leastMs: number): { readonly fastest: Outcome; readonly runs: number } {
  const end = performance.now() + leastMs;
  let fastest = runOnce(problem);
  let runs = 1;
  for (; runs < leastRuns || performance.now() < end; runs++) {
    const outcome = runOnce(problem);
    fastest = outcome.ms < fastest.ms ? outcome : fastest;
  }
  return { fastest, runs };
}

const runOnce = (problem: Problem): Outcome =>
  problem.language === 'math' ? solve(problem, MATH, rulesNamed(...rowsOf(problem).map(([name]) => name))) : solve(problem, LAMBDA, LAMBDA_RULES);

function solve<D>(problem: Problem, analysis: Analysis<D>, rules: readonly Rewrite<D>[]): Outcome {
  const begin = performance.now();
  const graph = new EGraph(analysis);
  problem.starts.forEach(start => graph.add(parseExpr(start)));
  const { maxNodes, maxIterations, scheduler } = problem;
  const { stop, iterations, nodes, classes } = run(graph, rules, { maxNodes, maxIterations, scheduler: scheduler === 'simple' ? everything() : backoff() });
  return { stop, iterations, nodes, classes, ms: performance.now() - begin };
}
