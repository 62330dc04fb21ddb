import { withoutDeadBranches, type Switches } from '../decided';
import { parameterKinds } from '../parameters';
import { parseModule } from '../parse';

/** The pointer parameters of `k` under switches. */
const pointers = (body: string, switches: Switches): string => {
  const { module } = parseModule(`import triton.language as tl\ndef k(x, y, T, S):\n    ${body.split('\n').join('\n    ')}\n`);
  return [...parameterKinds(withoutDeadBranches(module.functions.get('k')!, switches), module)].flatMap(([name, kind]) => (kind === 'pointer' ? [name] : [])).join(' ');
};

const branch = (test: string): string => `if ${test}:\n    z = tl.load(x)\nelse:\n    z = tl.load(y)`;

test.each<[string, string, Switches, string]>([
  ['a true switch', branch('T'), { T: true }, 'x'],
  ['a false one', branch('T'), { T: false }, 'y'],
  ['one that is not given', branch('T'), {}, 'x y'],
  ['not', branch('not T'), { T: true }, 'y'],
  ['and, one of them false', branch('T and S'), { S: false }, 'y'],
  ['and, one of them not given', branch('T and S'), { S: true }, 'x y'],
  ['or', branch('T or S'), { S: true }, 'x'],
  ['equality with a string', branch("T == 'silu'"), { T: 'relu' }, 'y'],
  ['True is 1', branch('T == 1'), { T: true }, 'x'],
  ['None', branch('T is not None'), { T: null }, 'y'],
  ['an argument that is there', branch('T is None'), { T: 'present' }, 'y'],
  ['an order decides nothing', branch('T > 1'), { T: 2 }, 'x y'],
  ['nested, inside a loop', 'for i in range(4):\n    if T:\n        if S:\n            z = tl.load(x)\n        else:\n            z = tl.load(y)', { T: true, S: false }, 'y'],
  ['a name that the kernel assigns', `T = tl.program_id(0)\n${branch('T')}`, { T: true }, 'x y']
])('%s', (_title, body, switches, expected) => expect(pointers(body, switches)).toBe(expected));
