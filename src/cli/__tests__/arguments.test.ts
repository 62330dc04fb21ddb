import { parseArguments } from '../arguments';
import { distance, nearNames } from '../near-names';
import { parseValue } from '../python-value';

const lift = (fields: object) => ({ kind: 'lift', file: 'f.py', kernel: undefined, set: {}, against: undefined, json: false, raw: false, synthesis: { topDown: true, bottomUp: true, pruning: true }, ...fields });

test.each([
  ['f.py', lift({})],
  ['f.py::k', lift({ kernel: 'k' })],
  ['--json f.py', lift({ json: true })],
  ['dir::odd/f.py::k', lift({ file: 'dir::odd/f.py', kernel: 'k' })],
  ['f.py --set B=64 --set=ACT=relu --set FLAG=True', lift({ set: { B: 64, ACT: 'relu', FLAG: true } })],
  ['f.py --raw', lift({ raw: true })],
  ['f.py --no-top-down --no-pruning', lift({ synthesis: { topDown: false, bottomUp: true, pruning: false } })],
  ['f.py --against g.py::ref', lift({ against: 'g.py::ref' })],
  ['-- --odd.py', lift({ file: '--odd.py' })],
  ['--help f.py', { kind: 'help' }],
  ['--version', { kind: 'version' }],
  ['--serve', { kind: 'serve' }]
])('%s', (line, expected) => expect(parseArguments(line.split(' '))).toEqual(expected));

test.each([
  ['', 'which file?'],
  ['a.py b.py', 'one file at a time, not a.py and b.py'],
  ['f.py --jsn', 'unknown option --jsn; did you mean --json?'],
  ['f.py -x', 'unknown option -x'],
  ['f.py --json=1', '--json takes no value'],
  ['f.py --no-pruning=1', '--no-pruning takes no value'],
  ['f.py --set', '--set needs NAME=VALUE'],
  ['f.py --set B', '--set needs NAME=VALUE, not B'],
  ['f.py --set 1B=3', '--set needs NAME=VALUE, not 1B=3'],
  ['f.py --set B=1 --set B=2', '--set gives B twice'],
  ['f.py --set S=a=b', '--set S=a=b: not a number, True, False, None or a string'],
  ['f.py --set B=', '--set B=: not a number, True, False, None or a string'],
  ['f.py --against g.py', '--against needs FILE.py::FUNCTION'],
  ['f.py::', 'f.py:: is not FILE.py::KERNEL'],
  ['::k', '::k is not FILE.py::KERNEL'],
  ['--serve f.py', '--serve takes its requests from standard input, and no other arguments']
])('wrong usage: %s', (line, message) => {
  expect(parseArguments(line === '' ? [] : line.split(' '))).toEqual({ kind: 'usage', message });
});

test('a parameter may be called like a member of every object', () => {
  expect(parseArguments(['f.py', '--set', '__proto__=1'])).toMatchObject({ kind: 'lift' });
  expect(parseArguments(['f.py', '--set', 'constructor=1'])).toMatchObject({ set: { constructor: 1 } });
});

test.each([
  ['64', 64],
  ['-3', -3],
  ['1_024', 1024],
  ['0x10', 16],
  ['-0b11', -3],
  ['1e-5', 1e-5],
  ['.5', 0.5],
  ['True', true],
  ['None', null],
  ['"a b"', 'a b'],
  ["'relu'", 'relu'],
  ['relu', 'relu'],
  ['tl.float32', 'tl.float32'],
  ['true', 'true'],
  ['', undefined],
  ['1 + 1', undefined],
  ['"open', undefined],
  ['1e999', undefined]
])('value %s', (text, value) => expect(parseValue(text)).toBe(value));

test.each([
  ['kitten', 'sitting', 3],
  ['ab', 'ba', 1],
  ['', 'abc', 3]
])('distance of %s and %s', (a, b, expected) => expect(distance(a, b)).toBe(expected));

test.each([
  ['sofmax_kernel', ['softmax_kernel', 'add_kernel'], ['softmax_kernel']],
  ['softmax', ['online_softmax', 'softmax_kernel', 'add'], ['online_softmax', 'softmax_kernel']],
  ['zzz', ['add', 'mul'], []]
])('names near to %s', (name, known, expected) => expect(nearNames(name, known)).toEqual(expected));
