/** The Python environment and the programs that the tests and the demo need, made once and kept. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const venv = join(root, '.venv');
export const python = join(venv, 'bin/python');

/** Runs a program in the root folder with its output shown; throws when it fails. */
export function run(program, args, options = {}) {
  const { status, error } = spawnSync(program, args, { cwd: root, stdio: 'inherit', ...options });
  if (error || status !== 0) {
    throw new Error(`${program} ${args.slice(0, 4).join(' ')}: ${error ? error.message : `status ${status}`}`);
  }
}

const has = program => spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;

const requirements = name => join(root, 'requirements', `${name}.txt`);

/** What pip is asked, in this order; each is a list of arguments. */
const INSTALLS = {
  notebook: ['-r', requirements('notebook')],
  torch: ['-r', requirements('torch')],
  // Its version is not the one that torch pins, and it needs nothing else.
  triton: ['--no-deps', '-r', requirements('triton')]
};

function createVenv() {
  if (spawnSync('python3', ['-m', 'venv', venv], { stdio: 'inherit' }).status === 0) {
    return;
  }
  rmSync(venv, { recursive: true, force: true });
  if (installDebian(['python3-venv'])) {
    return run('python3', ['-m', 'venv', venv]);
  }
  throw new Error('python3 -m venv failed: install Python 3.10 or newer with its venv module');
}

/** Makes .venv with the named requirements; does nothing where they are there already. */
export function preparePython(names) {
  if (!existsSync(python)) {
    createVenv();
  }
  for (const name of names) {
    const stamp = join(venv, `.installed-${name}`);
    const digest = createHash('sha256')
      .update(readFileSync(requirements(name)))
      .digest('hex');
    if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== digest) {
      run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...INSTALLS[name]]);
      writeFileSync(stamp, digest);
    }
  }
}

/** Installs the built package, without touching its dependencies. */
export function installPackage() {
  run(python, [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    '--no-build-isolation',
    '--no-deps',
    '--force-reinstall',
    '.'
  ]);
}

/** Installs Debian packages where that is possible: as root, with apt-get. */
export function installDebian(packages) {
  if (process.getuid?.() !== 0 || !has('apt-get')) {
    return false;
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env });
  return spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { stdio: 'inherit', env }).status === 0;
}

/** The solvers and the browser that the tests use beside our own. */
export function preparePrograms() {
  const missing = ['z3', 'cvc5', 'chromium'].filter(program => !has(program));
  if (missing.length > 0 && !installDebian(missing)) {
    console.log(`not found: ${missing.join(', ')}`);
  }
}

/** node_modules as the lock file says. */
export function prepareNode() {
  const installed = join(root, 'node_modules/.triton-lift-lock');
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (!existsSync(installed) || readFileSync(installed, 'utf8') !== lock) {
    run('npm', ['ci', '--no-audit', '--no-fund']);
    writeFileSync(installed, lock);
  }
}
