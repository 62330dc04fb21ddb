/**
 * Everything that must hold, on a bare machine with Node 20 and Python 3: installs, checks, units, goldens, conformance with Triton, the
 * Python package, the browser. Ends with one line of totals.
 *
 * `npm test [-- STEP ...]` runs the named steps only; `npm test -- --update` rewrites the goldens.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { installPackage, prepareNode, preparePrograms, preparePython, python, root, run } from './environment.mjs';

const reports = join(root, 'test-results');
const update = process.argv.includes('--update');
const env = { ...process.env, TRITON_LIFT_PYTHON: python, PYTHON: python, ...(update ? { UPDATE_GOLDENS: '1' } : {}) };

const bin = name => join(root, 'node_modules/.bin', name);

/** One check that passes or fails as a whole. */
const check = (program, args) => () => {
  const { status } = spawnSync(program, args, { cwd: root, stdio: 'inherit', env });
  return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1 };
};

/** A preparation: not counted unless it fails. */
const prepare = action => () => {
  action();
  return { passed: 0, failed: 0 };
};

function jest() {
  const file = join(reports, 'jest.json');
  rmSync(file, { force: true });
  const { status } = spawnSync(bin('jest'), ['--json', `--outputFile=${file}`], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], env });
  const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
  if (!report) {
    return { passed: 0, failed: 1 };
  }
  // A suite that does not run at all has failed, though none of its tests has.
  const broken = report.numRuntimeErrorTestSuites;
  const failed = report.numFailedTests + broken;
  return { passed: report.numPassedTests, failed: failed === 0 && status !== 0 ? 1 : failed };
}

function pytest() {
  const { status, stdout } = spawnSync(python, ['-m', 'pytest', '-q', '--no-header', '-p', 'no:cacheprovider'], {
    cwd: root,
    encoding: 'utf8',
    env
  });
  process.stdout.write(stdout);
  const count = word => Number(new RegExp(`(\\d+) ${word}`).exec(stdout)?.[1] ?? 0);
  const failed = count('failed') + count('error');
  return { passed: count('passed'), failed: failed === 0 && status !== 0 ? 1 : failed };
}

function browser() {
  const { status, stdout } = spawnSync(process.execPath, ['ui-tests/run.mjs', '--python', python], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    env
  });
  process.stdout.write(stdout);
  const totals = /browser: (\d+) passed, (\d+) failed/.exec(stdout);
  return totals ? { passed: Number(totals[1]), failed: Number(totals[2]) } : { passed: 0, failed: status === 0 ? 0 : 1 };
}

const STEPS = {
  install: prepare(() => {
    prepareNode();
    preparePrograms();
    preparePython(['notebook', 'torch', 'triton']);
  }),
  types: check(bin('tsc'), ['--noEmit']),
  eslint: check(bin('eslint'), ['.']),
  format: check(bin('prettier'), [
    '--check',
    '--log-level',
    'warn',
    'src/index.ts',
    'src/lab',
    'src/widget',
    'src/worker',
    'scripts',
    'ui-tests',
    'style',
    'schema'
  ]),
  imports: check(bin('depcruise'), ['src']),
  schema: check(process.execPath, ['scripts/result-schema.mjs', '--check']),
  jest,
  build: prepare(() => {
    run('npm', ['run', '--silent', 'build']);
    installPackage();
  }),
  python: pytest,
  browser
};

const chosen = process.argv.slice(2).filter(word => word in STEPS);
const total = { passed: 0, failed: 0 };
mkdirSync(reports, { recursive: true });
for (const [name, step] of Object.entries(STEPS)) {
  if (chosen.length > 0 && !chosen.includes(name)) {
    continue;
  }
  const start = Date.now();
  let count;
  try {
    count = step();
  } catch (error) {
    console.error(error.message);
    count = { passed: 0, failed: 1 };
  }
  total.passed += count.passed;
  total.failed += count.failed;
  console.log(
    `${count.failed === 0 ? '✓' : '✗'} ${name}: ${count.passed} passed, ${count.failed} failed (${Math.round((Date.now() - start) / 1000)} s)`
  );
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
