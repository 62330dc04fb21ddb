import { version } from '../../../package.json';
import { mimeBundle, readDocument, readJob, requestsOf } from '../document';
import { VERSION } from '../version';
import { makeDocument } from './fixture';

it('carries the version of the package', () => expect(VERSION).toBe(version));

const data = makeDocument({});

const rows: readonly [string, unknown, boolean][] = [
  ['a document', data, true],
  ['a document through JSON', JSON.parse(JSON.stringify(data)), true],
  ['another schema', { ...data, schema: 2 }, false],
  ['results that are none', { ...data, results: [{ kernel: 'x' }] }, false],
  ['no request', { ...data, request: null }, false],
  ['text', 'hello', false],
  ['nothing', undefined, false]
];
it.each(rows)('reads %s', (_title, value, accepted) => expect(readDocument(value) !== null).toBe(accepted));

const jobs: readonly [string, unknown, unknown][] = [
  [
    'named kernels',
    { source: 's', kernels: ['a', 'b'] },
    [
      { source: 's', kernel: 'a' },
      { source: 's', kernel: 'b' }
    ]
  ],
  ['all kernels, with values', { source: 's', kernels: null, set: { B: 1 } }, [{ source: 's', set: { B: 1 } }]],
  ['kernels of a wrong type', { source: 's', kernels: 'a' }, null],
  ['no source', { kernels: null }, null]
];
it.each(jobs)('a job of %s', (_title, value, expected) => {
  const job = readJob(value);
  expect(job && requestsOf(job)).toEqual(expected);
});

it('has a form for front ends without us', () => {
  const bundle = mimeBundle(data);
  expect(bundle['text/plain']).toBe('scale: verified\n  y[i] = 2 * x[i]');
  expect(bundle['text/latex']).toBe('$$\\begin{gathered}y_{i} = 2 \\cdot x[i]\\end{gathered}$$');
});
