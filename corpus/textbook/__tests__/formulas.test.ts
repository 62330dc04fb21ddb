/** The hand-written formulas speak of outputs that the goldens have, and their PyTorch calls compute the recipes' references. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

type Row = { readonly formula: string; readonly call: string | null };

const root = join(__dirname, '../../..');
const formulas = JSON.parse(readFileSync(join(root, 'corpus/textbook/formulas.json'), 'utf8')) as Readonly<Record<string, Readonly<Record<string, Row>>>>;
const python = process.env.TRITON_LIFT_PYTHON ?? 'python3';

/** The left sides of a golden's formulas, by variant; the name alone where there is one. */
function leftSides(kernel: string): Map<string, string[]> {
  const sides = new Map<string, string[]>();
  let key = kernel;
  let isFormula = false;
  for (const line of readFileSync(join(root, 'corpus/goldens', `${kernel}.expected.txt`), 'utf8').split('\n')) {
    key = line.startsWith('variant ') ? `${kernel} ${line.slice('variant '.length)}` : key;
    isFormula = line.startsWith(' ') ? isFormula : line === 'formula';
    const left = isFormula ? /^ {2}(\S.*?\]) = /.exec(line) : null;
    if (left) {
      sides.set(key, [...(sides.get(key) ?? []), left[1]]);
    }
  }
  return sides;
}

const hasTriton = (() => {
  try {
    execFileSync(python, ['-c', 'import torch, triton'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

test('at least 60 kernels have a formula written by hand', () => {
  expect(new Set(Object.keys(formulas).map(key => key.split(' ')[0])).size).toBeGreaterThanOrEqual(60);
});

test.each(Object.entries(formulas))('%s: every output is one of the golden', (key, outputs) => {
  const [kernel] = key.split(' ');
  const known = leftSides(kernel).get(key) ?? [];
  expect(Object.keys(outputs).filter(left => !known.includes(left))).toEqual([]);
});

(hasTriton ? test : test.skip)('every PyTorch call computes the reference of its kernel', () => {
  const report = execFileSync(python, [join(root, 'corpus/textbook/check.py')], { encoding: 'utf8', env: { ...process.env, TRITON_INTERPRET: '1' } });
  expect(report).toMatch(/^\d+ calls, 0 wrong\n$/);
}, 120_000);
