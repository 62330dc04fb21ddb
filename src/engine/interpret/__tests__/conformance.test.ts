/** The tiny kernels of corpus/conformance, one for each point of Triton's semantics. */
import { differences, runOurs, runTriton, titleOf } from './triton-records';

test.each(runTriton('run.py').map(record => [titleOf(record), record] as const))('%s', (_, record) => {
  expect(record.problem).toBeUndefined();
  const outcome = runOurs(record, 'conformance/kernels');
  expect(differences(record, outcome)).toEqual([]);
  expect(outcome.events.filter(e => e.kind !== 'atomic')).toEqual([]);
});
