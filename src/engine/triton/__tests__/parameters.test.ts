import { parseModule } from '../parse';
import { parameterKinds } from '../parameters';

/** The names of the pointer parameters of `k`. */
const pointers = (source: string): string => {
  const { module } = parseModule(`import triton\nimport triton.language as tl\n${source}`);
  return [...parameterKinds(module.functions.get('k')!, module)].flatMap(([name, kind]) => (kind === 'pointer' ? [name] : [])).join(' ');
};

test.each([
  ['load and store', 'def k(x, y, n):\n    tl.store(y + n, tl.load(x + n))', 'x y'],
  ['offset first', 'def k(o, x):\n    o = o * 2\n    tl.load(o + x)', 'x'],
  ['bumped', 'def k(x, n):\n    x += n\n    x = x + n\n    tl.load(x)', 'x'],
  ['through variables', 'def k(x, s):\n    p = x + s * tl.program_id(0)\n    q = p[:, None] + tl.arange(0, 4)\n    tl.load(q)', 'x'],
  ['cast and hints', 'def k(x):\n    p = tl.multiple_of(x.to(tl.pointer_type(tl.float32)), 16)\n    tl.load(p)', 'x'],
  ['element type', 'def k(x, y):\n    v = 0.0\n    z = v.to(x.dtype.element_ty)', 'x'],
  ['atomic method', 'def k(x, n):\n    (x + n).atomic_add(1)', 'x'],
  ['keyword', 'def k(x):\n    tl.load(mask=None, pointer=x)', 'x'],
  ['condition', 'def k(x, y, c):\n    p = x if c > 0 else y\n    tl.load(p)', 'x y'],
  ['where', 'def k(x, y, c):\n    tl.load(tl.where(c > 0, x, y))', 'x y'],
  ['tuple', 'def k(x, y):\n    p, q = (x, y)\n    tl.load(q)', 'y'],
  ['tuple member', 'def k(x, y):\n    t = (x, y)\n    tl.load(t[0])', 'x'],
  ['helper', 'def h(a, b):\n    return tl.load(a + b)\ndef k(x, y):\n    h(y, x * 2)\n    h(b=1, a=x)', 'x y'],
  ['helper returns the address', 'def h(base, i, stride):\n    return base + i * stride\ndef k(x, i, s):\n    tl.load(h(x, i, s))', 'x'],
  ['helper returns one of two', 'def h(a, b):\n    return b, a\ndef k(x, y):\n    p, q = h(x, y)\n    tl.load(p)', 'y'],
  ['block pointer', 'def k(x, n):\n    p = tl.make_block_ptr(x + n, (n,), (1,), (0,), (16,), (0,))\n    tl.load(tl.advance(p, (16,)))', 'x'],
  ['compared with None', 'def k(x, n):\n    if x is not None and n > 0:\n        tl.load(x + n)', 'x'],
  ['index loaded through another', 'def k(x, i):\n    j = tl.load(i)\n    tl.load(x + j)', 'x i'],
  ['recursion', 'def h(a):\n    h(a)\n    return h(a)\ndef k(x):\n    tl.load(h(x))', ''],
  ['names mean nothing', 'def k(x_ptr, out_ptr):\n    y = x_ptr + out_ptr', ''],
  ['constexprs are left out', 'def k(x, N: tl.constexpr):\n    tl.load(x + N)', 'x']
])('%s', (_title, source, expected) => expect(pointers(source)).toBe(expected));
