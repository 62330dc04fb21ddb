import { parseModule } from '../parse';
import { printExpression, printParameters, printStatement } from '../testing/print-tree';

const functionOf = (body: string) => parseModule(`def f():\n${body.split('\n').map(line => `    ${line}`).join('\n')}\n`).module.functions.get('f')!;
const statements = (body: string): string => functionOf(body).body.map(printStatement).join(' ');
const expression = (text: string): string => statements(`return (${text})`).replace(/^\(return (.*)\)$/, '$1');

describe('expressions', () => {
  test.each([
    // precedence
    ['a + b * c - d', '(- (+ a (* b c)) d)'],
    ['-a ** 2', '(- (** a 2))'],
    ['a ** -b ** c', '(** a (- (** b c)))'],
    ['-a * b', '(* (- a) b)'],
    ['a // b % c', '(% (// a b) c)'],
    ['a | b ^ c & d << e + f', '(| a (^ b (& c (<< d (+ e f)))))'],
    ['a & b == c', '(compare (& a b) == c)'],
    ['~a & b', '(& (~ a) b)'],
    ['a @ b @ c', '(@ (@ a b) c)'],
    // logic: `not` reaches over a comparison, never over `and`
    ['not a == b and c', '(and (not (compare a == b)) c)'],
    ['a and not b or c', '(or (and a (not b)) c)'],
    ['not a or not b and c', '(or (not a) (and (not b) c))'],
    ['a or b and c or d', '(or a (and b c) d)'],
    ['not (a and b)', '(not (and a b))'],
    ['not not a', '(not (not a))'],
    ['a < b <= c', '(compare a < b <= c)'],
    ['(a < b) < c', '(compare (compare a < b) < c)'],
    ['a is not None and b not in c', '(and (compare a is not None) (compare b not in c))'],
    ['a if b else c if d else e', '(if b a (if d c e))'],
    ['not a if not b else c', '(if (not b) (not a) c)'],
    ['lambda x, y=1: x + y', '(lambda [x y=1] (+ x y))'],
    // literals
    ['1_000', '1000'],
    ['0x1F', '31'],
    ['0b11', '3'],
    ['1.5e-3', '1.5e-3f'],
    ['1.', '1.f'],
    ['f(0.)', '(call f 0.f)'],
    ['1.e-5 + .5', '(+ 1.e-5f .5f)'],
    ['2j', '<complex number>'],
    ['True, False, None, ...', '(tuple True False None ...)'],
    [`'a' "b" r'\\n'`, '"ab\\\\n"'],
    [`'\\x41\\n\\u00e9'`, '"A\\né"'],
    ['f"{a}"', '(formatted "f\\"{a}\\"")'],
    // calls and indices
    ['f(a, *b, c=1, **d)', '(call f a *b c=1 **=d)'],
    ['tl.load(p + o, mask=m)', '(call tl.load (+ p o) mask=m)'],
    ['x[None, :]', '(index, x None (slice _ _ _))'],
    ['x[i]', '(index x i)'],
    ['x[i,]', '(index, x i)'],
    ['x[1:2:3]', '(index x (slice 1 2 3))'],
    ['x[..., None]', '(index, x ... None)'],
    ['(a,)', '(tuple a)'],
    ['()', '(tuple)'],
    ['[a, *b]', '(list a *b)'],
    ['(y := x) + 1', '(+ (:= y x) 1)'],
    ['{"a": 1, **b}', '(dict "a":1 **:b)'],
    // valid Python that kernels do not use
    ['[i for i in x]', '<list comprehension>'],
    ['sum(i for i in x)', '(call sum <generator expression>)'],
    ['{1, 2}', '<set>'],
    ['await x', '<await>']
  ])('%s', (source, tree) => expect(expression(source)).toBe(tree));
});

describe('statements', () => {
  test.each([
    ['x = y = 1', '(= x y 1)'],
    ['x, y = y, x', '(= (tuple x y) (tuple y x))'],
    ['x: tl.constexpr = 1', '(: x tl.constexpr 1)'],
    ['x: int', '(: x int)'],
    ['x //= 2; y <<= 1', '(//= x 2) (<<= y 1)'],
    ['if a:\n    x = 1\nelif b:\n    x = 2\nelse:\n    x = 3', '(if a {(= x 1)} {(if b {(= x 2)} {(= x 3)})})'],
    ['for i in range(3):\n    break\nelse:\n    pass', '(for i (call range 3) {break} {pass})'],
    ['for i, j in x:\n    continue', '(for (tuple i j) x {continue})'],
    ['while a < b:\n    a += 1', '(while (compare a < b) {(+= a 1)})'],
    ['return', '(return)'],
    ['return a, b', '(return (tuple a b))'],
    ['assert a, "no"', '(assert a "no")'],
    ['from ..a.b import (c as d, e)', '(import d=..a.b.c e=..a.b.e)'],
    ['import a.b, c.d as e', '(import a=a e=c.d)'],
    ['from a import *', '(import *a=a)'],
    ['@jit\ndef g(a, *b, c: int = 1, **d): return a', '(def g [a *b /c:int=1 **d] {(return a)})'],
    ['with a as b:\n    pass', '<with>'],
    ['try:\n    pass\nexcept E:\n    pass', '<try>'],
    ['raise E', '<raise>'],
    ['global x', '<global>'],
    ['class C:\n    pass', '<class>'],
    ['x = (yield)', '(= x <yield>)']
  ])('%s', (source, tree) => expect(statements(source)).toBe(tree));
});

test('a definition: decorators, parameters, docstring, spans', () => {
  const { module, problems } = parseModule(
    '# first\r\n@a.b(c, d=1)\r\n@jit\r\ndef f(x, /, y: tl.constexpr = 3, *, z=None):\r\n\t"""Doc."""\r\n\treturn x\r\n'
  );
  const definition = module.functions.get('f')!;
  expect(problems).toEqual([]);
  expect(definition.decorators.map(printExpression)).toEqual(['(call a.b c d=1)', 'jit']);
  expect(printParameters(definition.parameters)).toBe('[x y:tl.constexpr=3 /z=None]');
  expect(definition.docstring).toBe('Doc.');
  expect(definition.body.map(statement => statement.span)).toEqual([[6, 1, 6, 9]]);
  expect(definition.span).toEqual([2, 0, 6, 9]);
  expect(definition.nameSpan).toEqual([4, 4, 4, 5]);
});

describe('what a module binds', () => {
  const bound = (source: string) => {
    const { module } = parseModule(source);
    return [
      ...[...module.functions].map(([name]) => `def ${name}`),
      ...[...module.imports].map(([name, target]) => `${name} <- ${target}`),
      ...[...module.assignments].map(([name, value]) => `${name} = ${printExpression(value)}`)
    ].join(', ');
  };
  test.each([
    ['import triton.language as tl\nfrom a.b import c', 'tl <- triton.language, c <- a.b.c'],
    ['x = 1\nx = 2', 'x = 2'],
    ['def x(): pass\nx = 2', 'x = 2'],
    ['x = 2\ndef x(): pass', 'def x'],
    ['A, B = 1, 2', 'A = 1, B = 2'],
    ['LOG2E: tl.constexpr = 1.5', 'LOG2E = 1.5f'],
    ['try:\n    from a import x\nexcept ImportError:\n    from b import x', 'x <- a.x'],
    ['if c:\n    x = a\nelse:\n    x = b\n    y = b', 'x = a, y = b'],
    ['if c:\n    if d:\n        x = 1\n    else:\n        x = 2\nelse:\n    x = 3', 'x = 1'],
    ['def g(): pass\ng = triton.jit(g)', 'def g'],
    ['%matplotlib inline\n!pip install x\nx = 1', 'x = 1']
  ])('%s', (source, expected) => expect(bound(source)).toBe(expected));

  test('a decorator written out as an assignment', () => {
    const { module } = parseModule('def g(): pass\ng = triton.jit(g, debug=True)\ng = triton.heuristics({"A": h})(g)');
    expect(module.functions.get('g')!.decorators.map(printExpression)).toEqual(['(call triton.heuristics (dict "A":h))', 'triton.jit']);
  });
});

describe('wrong Python', () => {
  test.each([
    ['def f(x):\n    y = load(x +\n    z = 3\n', [{ message: "something is missing before '='", span: [3, 6, 3, 6] }]],
    ['def f(x):\n    return x $ 1\n', [{ message: "unexpected '$'", span: [2, 13, 2, 14] }]],
    ['hello world\nnot python (', [{ message: "This is not Python: something is missing before 'world'.", span: [1, 6, 1, 6] }]],
    // What stands outside functions is not ours to judge.
    ['print "hello" $\ndef f(x):\n    return x\n', []],
    // Valid Python that Lezer's grammar does not know.
    ['def f(x):\n    with (a as b, c as d):\n        pass\n    yield\n    return x\n', []],
    ['', []]
  ])('%j', (source, problems) => expect(parseModule(source).problems).toEqual(problems));
});

test('a file of 5,000 lines takes well under a second', () => {
  const kernel = (i: number): string => `@jit\ndef k${i}(x, y):\n    a = load(x + ${i} * y, mask=y < 3, other=0.)\n    b = a * 2 if y > 1 and not a == b else 3\n    store(x, b)\n`;
  const source = Array.from({ length: 1000 }, (_, i) => kernel(i)).join('');
  const start = Date.now();
  const { module, problems } = parseModule(source);
  expect([module.functions.size, problems]).toEqual([1000, []]);
  expect(Date.now() - start).toBeLessThan(1500);
});
