import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Solver, SolverAnswer } from '../../solver';
import type { Z3Module } from '../module';
import { loadNodeModule } from '../node';
import { queryText, textSolver } from '../text-solver';
import { ThreadStarted, withoutThreads } from '../thread-guard';

let z3: Z3Module;
let solver: Solver;

beforeAll(async () => {
  z3 = await loadNodeModule();
  solver = textSolver(z3);
}, 60_000);

afterEach(() => {
  expect(z3.PThread.runningWorkers).toHaveLength(0);
  expect(z3.PThread.unusedWorkers).toHaveLength(0);
});

const ints = (...names: string[]) => names.map(n => `(declare-const ${n} Int)`).join('\n');

/** The 1-D tiling: every index below n is in some tile; with the negated claim as the last assertion. */
const coverage = `${ints('n', 'B', 'o')}
(assert (and (> n 0) (> B 0) (<= 0 o) (< o n)))
(assert (not (and (<= 0 (div o B)) (< (* B (div o B)) n) (<= 0 (mod o B)) (< (mod o B) B) (= o (+ (* B (div o B)) (mod o B))))))`;

const nonlinear = `${ints('x', 'y', 'z')}
(assert (and (> x 2) (> y 2) (> z 2) (= (+ (* x x x) (* y y y)) (* z z z))))`;

const decisions: readonly [title: string, script: string, kind: SolverAnswer['kind']][] = [
  ['nothing asserted', '', 'sat'],
  ['linear, satisfiable', `${ints('x')}(assert (> x 3))`, 'sat'],
  ['linear, unsatisfiable', `${ints('x')}(assert (and (> x 3) (< x 4)))`, 'unsat'],
  ['Int division floors: -7 div 2 = -4', `(assert (not (= (div (- 7) 2) (- 4))))`, 'unsat'],
  ['Int mod is not negative: -7 mod 2 = 1', `(assert (not (= (mod (- 7) 2) 1)))`, 'unsat'],
  ['coverage of a tiling, any block size', coverage, 'unsat'],
  ['products of unknowns', `${ints('a', 'b')}(assert (and (= (* a b) 35) (> a 1) (> b a)))`, 'sat'],
  ['reals with an uninterpreted function', '(declare-fun f (Real) Real)(declare-const x Real)(assert (and (= x 1.0) (distinct (f x) (f 1.0))))', 'unsat'],
  ['reserved words inside quoted names', '(declare-const |(check-sat) "| Bool)(assert |(check-sat) "|)', 'sat'],
  ['an undeclared name', '(assert (> x 3))', 'failure'],
  ['a good assertion after a bad one', `${ints('x')}(assert (> y 3))(assert (> x 3))`, 'failure'],
  ['a parenthesis short', `${ints('x')}(assert (> x 3)`, 'failure'],
  ['a parenthesis too many', `${ints('x')}(assert (> x 3)))`, 'failure'],
  ['an open quoted name', `(declare-const |x Int)`, 'failure'],
  ['its own check-sat', `${ints('x')}(check-sat)`, 'failure'],
  ['its own check-sat-assuming', `(declare-const p Bool)( check-sat-assuming (p))`, 'failure'],
  ['a time-out', '(set-option :timeout 10)', 'failure'],
  ['a reset', '(reset)(assert false)', 'failure']
];

test.each(decisions)('decides: %s', (_, script, kind) => {
  expect(solver.check(script).kind).toBe(kind);
});

test('a model gives the values, and can be left out', () => {
  const script = `${ints('x')}(assert (= (* 2 x) 14))`;
  expect(solver.check(script)).toEqual({ kind: 'sat', model: expect.stringMatching(/define-fun x \(\) Int\s+7\)/) });
  expect(solver.check(script, { model: false })).toEqual({ kind: 'sat', model: '' });
});

test('the resource limit gives unknown with its reason, and the next query is answered', () => {
  expect(solver.check(nonlinear, { rlimit: 20_000 })).toEqual({ kind: 'unknown', reason: expect.stringMatching(/cancel|resource/) });
  expect(solver.check('(assert false)').kind).toBe('unsat');
});

test('200 queries answer the same whatever was asked before', () => {
  const scripts = Array.from({ length: 200 }, (_, k) => `${ints('a', 'b')}(assert (and (> a ${k % 23}) (= (mod (+ a b) ${2 + (k % 7)}) 1) (< (* a b) ${40 + k})))`);
  const forward = scripts.map(s => solver.check(s));
  const backward = [...scripts].reverse().map(s => solver.check(s)).reverse();
  expect(backward).toEqual(forward);
}, 60_000);

test('only the thread-free check is ever emitted', () => {
  const seen: string[] = [];
  const spy: Z3Module = { ...z3, ccall: (name, result, types, args) => (seen.push(String(args[1])), z3.ccall(name, result, types, args)) };
  const spied = textSolver(spy);
  [coverage, '', '(assert false)', `${ints('x')}(assert (> x 3))`].forEach(s => spied.check(s));
  expect(seen.join('\n')).not.toMatch(/\(check-sat\s*\)|:timeout/);
  expect(queryText('', 1)).toContain('(push)');
});

test('starting a thread is an exception, and the global Worker comes back', () => {
  const before = Object.getOwnPropertyDescriptor(globalThis, 'Worker');
  expect(() => withoutThreads(() => new Worker('x'))).toThrow(ThreadStarted);
  expect(Object.getOwnPropertyDescriptor(globalThis, 'Worker')).toEqual(before);
});

test('a process that used the solver ends by itself and prints nothing of its own', () => {
  const root = join(__dirname, '..', '..', '..', '..', '..');
  const bundle = execFileSync(join(root, 'node_modules/.bin/esbuild'), [join(__dirname, '..', 'node.ts'), '--bundle', '--platform=node', '--external:z3-solver', '--log-level=error']);
  const program = `${bundle}
    loadNodeSolver().then(s => { s.check(${JSON.stringify(coverage)}); console.log(s.check('(assert false)').kind, s.name); });`;
  const output = execFileSync(process.execPath, ['-e', program], { cwd: root, timeout: 30_000, encoding: 'utf8' });
  expect(output).toMatch(/^unsat Z3 \d+\.\d+\.\d+.*\n$/);
}, 60_000);
