/** Kernels that are wrong, or outside the language: none of them may be said to be right. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LiftContext, LiftResult } from '../../src/engine/result';
import { loadNodeSolver } from '../../src/engine/verify/z3/node';
import { stems, wrongKernels, type WrongKernel } from '../tools/corpus';
import { liftSource } from '../tools/lift-entry';

const root = join(__dirname, '../..');
const SECONDS = 60_000;
let context: LiftContext;

beforeAll(async () => {
  context = { solver: await loadNodeSolver(), now: () => performance.now() };
}, SECONDS);

const isUnusual = (result: LiftResult): boolean => result.outputs.some(o => o.unusual) || result.preconditions.some(p => p.unusual);

/** Whether a result says what the golden of an own kernel says: the same formulas under no more conditions. */
function sameTheorem(result: LiftResult, id: string): boolean {
  const golden = readFileSync(join(root, 'corpus/goldens', `${id}.expected.txt`), 'utf8');
  const lines = [...result.outputs.map(o => `${o.target} = ${o.text}`), ...result.preconditions.map(p => `${p.text}${p.unusual ? ' (unusual)' : ''}`)];
  return lines.every(line => golden.includes(`  ${line}\n`));
}

/** What is wrong with a result, in words; empty where it is as it should be. */
function complaints(result: LiftResult, expected: WrongKernel['expected']): string[] {
  if (expected.orUnusual && result.verdict === 'verified' && isUnusual(result)) {
    return [];
  }
  const open = result.obligations.filter(o => o.status !== 'proved').map(o => o.kind as string);
  const names = result.outputs.map(o => o.operator ?? '');
  const taken = expected.notAs && result.verdict === 'verified' && sameTheorem(result, expected.notAs);
  return [
    expected.verdicts.includes(result.verdict) ? '' : `verdict ${result.verdict}: ${result.summary}`,
    result.verdict === 'unsupported' || !expected.obligations || expected.obligations.some(kind => open.includes(kind)) ? '' : `open obligations: ${open.join(', ') || 'none'}`,
    taken ? `verified as ${expected.notAs}` : '',
    expected.operatorNot && names.some(name => name.includes(expected.operatorNot!)) ? `taken for ${expected.operatorNot}` : '',
    expected.line !== undefined && result.unsupported?.span?.[0] !== expected.line ? `line ${result.unsupported?.span?.[0]}` : '',
    expected.message !== undefined && result.unsupported?.message !== expected.message ? `message: ${result.unsupported?.message}` : ''
  ].filter(Boolean);
}

test.each(wrongKernels(root).map(kernel => [kernel.id, kernel] as const))('%s', (id, { path, expected }) => {
  const results = liftSource(readFileSync(path, 'utf8'), { kernel: id }, context);
  if (typeof results === 'string') {
    throw new Error(results);
  }
  expect(results.length).toBeGreaterThan(0);
  expect(results.flatMap(result => complaints(result, expected))).toEqual([]);
}, SECONDS);

// Hazards are a stage of their own, still to come: these fail until it is there.
const hazardous = wrongKernels(root).filter(kernel => kernel.expected.hazard);
test.failing.each(hazardous.map(kernel => [kernel.id, kernel] as const))('%s has its hazard', (id, { path, expected }) => {
  const results = liftSource(readFileSync(path, 'utf8'), { kernel: id }, context);
  expect(typeof results === 'string' ? [] : results.flatMap(r => r.hazards.map(h => h.kind))).toContain(expected.hazard);
});

test('every wrong kernel has its row', () => {
  expect(stems(join(root, 'corpus/wrong'), '.py').sort()).toEqual(wrongKernels(root).map(k => k.id).sort());
});
