/** The bench's tables from rows that are known. */
import type { Agreement } from '../../corpus/tools/agreement';
import type { GroupedRow } from '../groups';
import { onWorkers } from '../pool';
import { report } from '../report';
import { failedLift, isDone, outcomeOf, reason, type Lifted, type Outcome, type Row } from '../rows';
import { percent, quantile, shorten } from '../text';

const agreement = (outcome: Agreement['outcome']): Agreement => ({ id: '', outcome, compared: outcome === 'agrees' ? 20 : 3, rejected: 2, why: outcome === 'agrees' ? '' : 'y at [0]' });

const lifted = (outcome: Outcome, agreed: Agreement['outcome'] | null = 'agrees'): Lifted => ({
  variant: {},
  outcome,
  why: outcome === 'verified' ? '' : `${outcome}: why`,
  hazards: 0,
  queries: 2,
  terms: 30,
  loops: false,
  timings: { parse: 1000 },
  agreement: agreed && agreement(agreed)
});

const row = (id: string, lifts: readonly Lifted[], snapshot = false): Row => ({ id, origin: 'own', tier: 1, snapshot, note: '', lifts, cold: 10, warm: 5 });

describe('a row', () => {
  test.each<[string, readonly Lifted[], Outcome, boolean, string]>([
    ['verified and in agreement', [lifted('verified')], 'verified', true, ''],
    ['verified, in agreement in one variant of two', [lifted('verified'), lifted('verified', 'differs')], 'verified', false, 'real kernel: y at [0]'],
    ['verified, not compared', [lifted('verified', null)], 'verified', false, ''],
    ['as bad as its worst variant', [lifted('verified'), lifted('unproved')], 'unproved', false, 'unproved: why'],
    ['out of time in one variant', [lifted('verified'), failedLift({}, 'no result in 60 s')], 'no result', false, 'no result in 60 s'],
    ['an exception of ours', [failedLift({}, 'x is undefined'), lifted('unsupported', null)], 'error', false, 'x is undefined'],
    ['no variant at all', [], 'error', false, '']
  ])('%s', (_title, lifts, outcome, done, why) => {
    expect([outcomeOf(row('k', lifts)), isDone(row('k', lifts)), reason(row('k', lifts))]).toEqual([outcome, done, why]);
  });
});

describe('the page', () => {
  const grouped: readonly GroupedRow[] = [
    { group: 'tier 1', row: row('a', [lifted('verified')], true) },
    { group: 'tier 1', row: row('b', [lifted('unproved')]) },
    { group: 'tier 2', row: row('c', [lifted('verified'), lifted('verified')]) }
  ];
  const page = report(grouped, ['## Growth', '']).split('\n');
  const line = (start: string): string => page.find(text => text.startsWith(start)) ?? '';

  test.each([
    ['| Tier 1 |', '| Tier 1 | 2 | 1 | 50 % | 1 | 1 | 0 | 0 | 0 | 0 | 2 | 0 | 0 | 10 | 5 | 5 |'],
    ['| Tiers 1 and 2 |', '| Tiers 1 and 2 | 3 | 2 | 67 % | 2 | 1 | 0 | 0 | 0 | 0 | 3 | 0 | 0 | 10 | 5 | 5 |'],
    ['| FlagGems of 2025 |', '| FlagGems of 2025 | 1 | 1 | 100 % | 1 | 0 | 0 | 0 | 0 | 0 | 1 | 0 | 0 | 10 | 5 | 5 |'],
    ['| `c` |', '| `c` | verified | 2 | 40 − 4 |  | 4 | 60 | 10 | 5 |  |'],
    ['| parse |', '| parse | 4.0 |'],
    ['## Growth', '## Growth'],
    ['| Own kernels |', '']
  ])('%s', (start, expected) => expect(line(start)).toBe(expected));
});

test.each([
  [percent(2, 3), '67 %'],
  [percent(0, 0), ''],
  [quantile([3, 1, 2], 0.5), '2'],
  [quantile([], 0.5), ''],
  [shorten('a  |\nb', 10), 'a \\| b'],
  [shorten('abcdef', 4), 'abc…']
])('text %#: %s', (actual, expected) => expect(actual).toBe(expected));

test('tasks are shared by workers, results stay in order', async () => {
  const results = await onWorkers(['a', 'b'], [30, 1, 1, 1], async (ms, worker) => {
    await new Promise(resolve => setTimeout(resolve, ms));
    return `${worker}${ms}`;
  });
  expect(results).toEqual(['a30', 'b1', 'b1', 'b1']);
});
