import type { LiftResult, Verdict } from '../../engine/result';
import { exitStatus } from '../exit-status';
import { report } from '../report';
import { run } from '../run';
import { answer } from '../serve';
import { fakeHost, LiftInputError, result } from './fake';

test.each<[Verdict[], number]>([
  [['verified', 'verified'], 0],
  [['verified', 'refuted', 'unproved'], 1],
  [['unproved', 'unsupported', 'verified'], 2],
  [['unsupported', 'verified'], 3],
  [['error', 'unproved'], 70],
  [[], 70]
])('%j ends with %i', (verdicts, status) => {
  expect(exitStatus(verdicts.map(verdict => result({ verdict })))).toBe(status);
});

const rows: readonly [line: string, results: readonly LiftResult[] | Error, status: number, err: RegExp][] = [
  ['f.py', [result()], 0, /^$/],
  ['f.py --set BLOCK=64', [result({ verdict: 'refuted' })], 1, /^$/],
  ['f.py --set BLOK=64', [result()], 64, /no kernel asked for has a parameter of that name; did you mean BLOCK\?/],
  ['missing.py', [result()], 64, /cannot read missing\.py: no such file/],
  ['f.py --against g.py::f', [result()], 64, /--against is not available yet/],
  ['f.py::ad_kernel', new LiftInputError('no kernel named ad_kernel', null), 64, /^f\.py: no kernel named ad_kernel; did you mean add_kernel\?/],
  ['f.py', new LiftInputError('this is not Python', [3, 4, 3, 9]), 64, /^f\.py:3:5: this is not Python\n$/],
  ['f.py', new Error('boom'), 70, /a bug of ours: Error: boom/]
];

test.each(rows)('%s', async (line, results, status, err) => {
  for (const flags of [[], ['--json']]) {
    const recorded = fakeHost(results);
    expect(await run([...line.split(' '), ...flags], '1.2.3', recorded.host)).toBe(status);
    expect(recorded.err.join('')).toMatch(err);
    expect(recorded.out.length > 0).toBe(recorded.err.length === 0);
  }
});

test('--json prints one object a line and nothing else', async () => {
  const recorded = fakeHost([result({ variant: { FLAG: true } }), result({ summary: 'two\nlines' })]);
  await run(['f.py::add_kernel', '--json', '--set', 'n=None'], '1.2.3', recorded.host);
  const lines = recorded.out.join('').split('\n');
  expect(lines.pop()).toBe('');
  expect(lines.map(l => JSON.parse(l))).toEqual([result({ variant: { FLAG: true } }), result({ summary: 'two\nlines' })]);
  expect(recorded.requests[0]).toMatchObject({ kernel: 'add_kernel', set: { n: null } });
});

test('the report of a verified kernel', () => {
  expect(report(result({ variant: { FLAG: true, MODE: null } }), 'f.py')).toBe(`✓ add_kernel [FLAG=True, MODE=None]: verified
  proved for all sizes

Formula
  out[i] = x[i]
      for i < n

Contract
     n >= 1      (an extent)
  !  n <= BLOCK  (one block)

Obligations
  ✓  in-bounds  f.py:3:5  each load lies inside x (Z3)

Assumptions
  - numbers are real
`);
});

test('the report of a refuted kernel shows the run', () => {
  const text = report(
    result({
      verdict: 'refuted',
      hazards: [{ kind: 'overflow', text: 'exp of 1e4', witness: {}, span: [2, 0, 2, 1] }],
      counterexample: { sizes: { n: 2 }, tensors: { x: [1, 2] }, expected: { out: [1, 2] }, actual: { out: [1, 0] }, index: [1], why: 'the last element is not written' },
      obligations: [{ ...result().obligations[0], status: 'refuted', why: 'n = 2' }]
    }),
    'f.py'
  );
  ['✗ add_kernel: refuted, 1 hazard', 'the last element is not written', 'expected out = [1, 2]', 'actual   out = [1, 0]', 'first difference at [1]', 'each load lies inside x: refuted, n = 2', 'overflow: exp of 1e4 (f.py:2:1)'].forEach(part => expect(text).toContain(part));
});

test('the report of an unsupported kernel names the place', () => {
  const unsupported = { construct: 'inline_asm', span: [7, 4, 7, 20] as const, message: 'inline assembly' };
  expect(report(result({ verdict: 'unsupported', outputs: [], unsupported }), 'f.py')).toContain('Not supported\n  f.py:7:5: inline assembly');
});

describe('--serve', () => {
  const served: readonly [line: string, results: readonly LiftResult[] | Error, messages: readonly object[]][] = [
    ['{"id": 1, "source": "s", "kernel": null, "set": null}', [result()], [{ id: 1, kind: 'progress', kernel: 'add_kernel', stage: 'prove', done: 0, total: 1 }, { id: 1, kind: 'result', results: [result()], solver: 'none' }]],
    ['{"id": "a", "source": "s"}', new LiftInputError('not Python', [1, 0, 1, 1]), [{ kind: 'progress' }, { id: 'a', kind: 'failure', message: 'not Python', span: [1, 0, 1, 1], expected: true }]],
    ['{"id": 2, "source": "s"}', new Error('boom'), [{ kind: 'progress' }, { id: 2, kind: 'failure', message: 'boom', span: null, expected: false }]],
    ['{"id": 3}', [], [{ id: 3, kind: 'failure', message: 'a request needs a source' }]],
    ['{"id": 4, "source": "s", "set": {"A": []}}', [], [{ id: 4, kind: 'failure', message: 'set must map names to numbers, strings, booleans or null' }]],
    ['[1]', [], [{ id: null, kind: 'failure', message: 'the request is not a JSON object' }]],
    ['nonsense', [], [{ id: null, kind: 'failure', message: 'the request is not JSON' }]]
  ];
  test.each(served)('%s', async (line, results, messages) => {
    const recorded = fakeHost(results);
    await answer(line, recorded.host);
    expect(recorded.out.map(text => JSON.parse(text))).toEqual(messages.map(m => expect.objectContaining(m)));
    expect(recorded.out.every(text => text.indexOf('\n') === text.length - 1)).toBe(true);
    expect(recorded.err).toEqual([]);
  });
});
