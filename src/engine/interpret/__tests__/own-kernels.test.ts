/** The corpus's own kernels on a few launches each, odd sizes and padded strides among them. */
import type { Unsupported } from '../../triton/unsupported';
import { differences, runOurs, runTriton, titleOf, type Slack } from './triton-records';

/** Kernels that use what the language supported here leaves out, and what that is. */
const unsupported: Readonly<Record<string, string>> = {};

/** One unit in the last place of the narrow floats: Triton's interpreter truncates to bfloat16, where GPUs round. */
const slack: Slack = { absolute: 1e-5, relative: { bfloat16: 2 ** -7, float16: 2 ** -10 } };

test.each(runTriton('own_kernels.py').map(record => [titleOf(record), record] as const))('%s', (_, record) => {
  expect(record.problem).toBeUndefined();
  const construct = unsupported[record.kernel];
  if (construct !== undefined) {
    expect(() => runOurs(record, 'kernels')).toThrow(expect.objectContaining({ construct }) as Unsupported);
    return;
  }
  const outcome = runOurs(record, 'kernels');
  expect(differences(record, outcome, slack)).toEqual([]);
  expect(outcome.events.filter(e => e.kind !== 'atomic')).toEqual([]);
});
