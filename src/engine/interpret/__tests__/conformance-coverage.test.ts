/** Every builtin that the evaluator knows is in some kernel of corpus/conformance. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtins } from '../../triton/builtins';

const folder = join(__dirname, '../../../../corpus/conformance/kernels');
const sources = readdirSync(folder)
  .filter(name => name.endsWith('.py'))
  .map(name => readFileSync(join(folder, name), 'utf8'))
  .join('\n');

/** Spellings of one function that differ in rounding or speed only: one of them stands for all. */
const spelling = /_r[nzdu]$|^tl\.fast_|^tl\.(?:ln|isfinited|isfinite)$/;

/** What Triton's interpreter does not run or does not show, by reason. */
const elsewhere: Readonly<Record<string, string>> = {
  'tl.uint_as_float': 'the inverse of float_as_uint, as int_as_float',
  'tl.item': 'a block of one element as a scalar: fails in the interpreter',
  'tl.to_tensor': 'has no effect on values',
  'tl.tuple': 'the type of tuples',
  'tl.pointer_type': 'casts between pointers',
  'tl.static_print': 'prints',
  'tl.device_print': 'prints',
  'tl.cuda.gdc_wait': 'hardware only',
  'tl.cuda.gdc_launch_dependents': 'hardware only'
};

const names = [...builtins.keys()].filter(path => path.startsWith('tl.') && !spelling.test(path));

test.each(names)('%s', path => {
  const used = new RegExp(`\\b${path.split('.').pop()}\\b`).test(sources);
  expect(used).toBe(!(path in elsewhere));
});
