/** The bundle as a process: real files, real solver. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { KERNEL } from './fake';

const root = join(__dirname, '..', '..', '..');
let folder: string;
let cli: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'triton-lift-'));
  cli = join(folder, 'cli.js');
  execFileSync(join(root, 'node_modules/.bin/esbuild'), [join(root, 'src/cli/main.ts'), '--bundle', '--platform=node', '--external:z3-solver', '--log-level=error', `--outfile=${cli}`]);
  writeFileSync(join(folder, 'f.py'), KERNEL);
  writeFileSync(join(folder, 'broken.py'), '@triton.jit\ndef f(x:\n');
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const start = (words: readonly string[], input = '') =>
  spawnSync(process.execPath, [cli, ...words], { cwd: folder, input, encoding: 'utf8', timeout: 60_000, env: { ...process.env, NODE_PATH: dirname(dirname(require.resolve('z3-solver/package.json'))) } });

test('a kernel is lifted, and the process ends by itself', () => {
  const { status, stdout, stderr } = start(['f.py::add_kernel', '--json']);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const lines = stdout.trimEnd().split('\n').map(line => JSON.parse(line));
  expect(lines).toEqual([expect.objectContaining({ schema: 1, kernel: 'add_kernel', verdict: 'verified' })]);
}, 90_000);

test.each([
  [['broken.py'], /^broken\.py:\d+:\d+: /],
  [['nothing.py'], /no such file/],
  [['--nonsense'], /unknown option/]
])('%j is wrong usage', (words, message) => {
  const { status, stdout, stderr } = start(words);
  expect({ status, stdout }).toEqual({ status: 64, stdout: '' });
  expect(stderr).toMatch(message);
}, 90_000);

test('--serve answers in order and ends with its input', () => {
  const requests = [{ id: 1, source: KERNEL }, { id: 2, source: 'x = 1' }, { id: 3, source: KERNEL, kernel: 'add_kernel', set: { BLOCK: 64 } }];
  const { status, stdout } = start(['--serve'], requests.map(r => JSON.stringify(r)).join('\n'));
  const messages = stdout.trimEnd().split('\n').map(line => JSON.parse(line));
  expect(status).toBe(0);
  expect(messages.filter(m => m.kind !== 'progress').map(m => [m.id, m.kind])).toEqual([[1, 'result'], [2, 'failure'], [3, 'result']]);
}, 90_000);
