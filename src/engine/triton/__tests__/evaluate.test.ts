import { scalar } from '../dtype';
import { runHeuristic } from '../evaluate';
import { kernelOf } from '../kernels';
import { parseModule } from '../parse';
import { NumberDomain } from '../testing/number-domain';
import { failureOf, HEAD, runSource, show } from '../testing/run-source';
import { constexprTensor, int, none } from '../values';

const run = (body: string, undecided = false): string =>
  runSource(`def k(n, m, flag, p, N):\n${body.split('\n').map(line => `    ${line}`).join('\n')}\n`, undecided).value;

describe('statements', () => {
  test.each([
    ['assignment makes a runtime scalar', 'x = 3\ny: tl.constexpr = 3\nreturn x, y', '(3 int32, 3)'],
    ['so floats are strong', 'x = 0.5\nreturn tl.full((), 1, tl.float16) * x', '0.5 float32'],
    ['and // truncates', 'x = -7\nreturn x // 2, N // 2', '(-3 int32, -4 int32)'],
    ['large integers are wider', 'x = 4000000000\ny = 5000000000\nreturn x, y', '(4000000000 uint32, 5000000000 int64)'],
    ['unpacking', '(a, b), c = (1, 2), "s"\nreturn b, a, c', "(2 int32, 1 int32, 's')"],
    ['augmented', 'x = 1\nx += 2\nx *= 5\nreturn x', '15 int32'],
    ['constexpr if', 'if N is None:\n    return 1\nelif "a" == "a":\n    return 2\nreturn 3', '2'],
    ['runtime if that is decided', 'x = 1\nif n < 0:\n    x = 2\nreturn x', '2 int32'],
    ['unrolled', 'x = 0\nfor i in tl.static_range(3):\n    x += i\nreturn x, i', '(3 int32, 2)'],
    ['known range', 'x = 0\nfor i in range(6, 0, -2):\n    x += i\nreturn x, i', '(12 int32, 2 int32)'],
    ['range over known scalars', 'x = 0\nfor i in tl.range(0, m, num_stages=2):\n    x += 1\nelse:\n    x += 10\nreturn x', '12 int32'],
    ['break and continue', 'x = 0\nfor i in range(9):\n    if i == 1:\n        continue\n    if i == 4:\n        break\n    x += i\nreturn x', '5 int32'],
    ['while', 'x = 1\nwhile x < 100:\n    x = x * 2\nreturn x', '128 int32'],
    ['return in a loop', 'for i in range(9):\n    if i == 4:\n        return i\nreturn 0', '4 int32'],
    ['over a tuple', 'x = 0\nfor i in (1, 5):\n    x += i\nreturn x', '6 int32'],
    ['walrus', 'y = (x := 3) + 1\nreturn x, y', '(3 int32, 4 int32)'],
    ['lambda', 'f = lambda a, b=2: a + b\nreturn f(1), f(1, b=5)', '(3, 6)'],
    ['assert', 'assert 1 < 2, "no"\nreturn 1', '1']
  ])('%s', (_title, body, expected) => expect(run(body)).toBe(expected));
});

describe('helpers', () => {
  const program = (source: string): string => runSource(source).value;
  test.each([
    ['defaults and keywords', 'def f(a, b=2, *, c=3):\n    return a, b, c\ndef k():\n    return f(1, c=4)', '(1, 2, 4)'],
    ['constants pass through', 'def f(a):\n    return a // 2\ndef k():\n    return f(-7)', '-4'],
    ['star', 'def f(*a, s=1):\n    return a\ndef k():\n    return f(*(1, 2), 3)', '(1, 2, 3)'],
    ['early return', 'def f(a):\n    if a > 1:\n        return a\n    return -a\ndef k():\n    return f(3), f(1)', '(3, -1)'],
    ['functions as arguments', 'def g(x):\n    return x + 1\ndef f(h, x):\n    return h(x)\ndef k():\n    return f(g, 1), f(lambda y: y * 5, 2)', '(2, 10)'],
    ['builtins as arguments', 'def f(h, x):\n    return h(x)\ndef k():\n    return f(tl.exp, 0.0)', '1 float32'],
    ['module constants', 'B = 3\nA = B * 2\ndef k():\n    return A', '6'],
    ['local names do not leak', 'x = 1\ndef f():\n    return x\ndef k():\n    x: tl.constexpr = 2\n    return f()', '1'],
    ['a helper named as a builtin', 'def exp(x):\n    return x + 1\ndef k():\n    return exp(1)', '2']
  ])('%s', (_title, source, expected) => expect(program(source)).toBe(expected));
});

describe('runtime conditions that are not decided', () => {
  const log = (body: string) => {
    const { value, log: events } = runSource(`def k(n, m, flag, p, N):\n${body.split('\n').map(line => `    ${line}`).join('\n')}\n`, true);
    return [value, events.join(', ')];
  };
  test.each([
    ['both branches run under their guards', 'x = 1\nif flag:\n    x = 2\n    tl.store(p, 1)\nelse:\n    tl.store(p, 2)\nreturn x', '2 int32', 'enter, store p, leave, enter not, store p, leave'],
    ['equal values stay', 'x: tl.constexpr = 1\nif flag:\n    y = 1\nreturn x', '1', 'enter, leave, enter not, leave'],
    ['numbers become tensors of the other', 'x = 1.5\nif flag:\n    x = n\nreturn x', '-7 float32', 'enter, leave, enter not, leave'],
    ['early return: the rest runs under the negation', 'if flag:\n    return\ntl.store(p, 1)', 'None', 'enter, leave, enter not, store p, leave'],
    ['returned values merge', 'if flag:\n    return 1\nelse:\n    return 2', '1 int32', 'enter, leave, enter not, leave'],
    ['a return inside a decided if', 'if N is not None:\n    if flag:\n        return 1\nreturn 2', '1 int32', 'enter, leave, enter not, leave'],
    ['conditional expression', 'return n if flag else m', '-7 int32', 'enter, leave, enter not, leave'],
    ['tuples merge member by member', 'x = (1, 2)\nif flag:\n    x = (3, 2)\nreturn x', '(3 int32, 2 int32)', 'enter, leave, enter not, leave']
  ])('%s', (_title, body, value, events) => expect(log(body)).toEqual([value, events]));
});

describe('must not run', () => {
  test.each([
    ['x = y', "1:4: [error] 'y' is not defined here, or only in one branch of a runtime condition or in a loop that may not run"],
    ['x = tl.exp(n)', '1:4: [error] tl.exp() needs floating-point numbers, not int32'],
    ['x = tl.exp()', "1:4: [error] tl.exp() is missing the argument 'x'"],
    ['x = tl.load(p, maks=flag)', "1:4: [error] tl.load() has no parameter 'maks'"],
    ['x = tl.load(p, flag, mask=flag)', "1:4: [error] tl.load() is given 'mask' twice"],
    ['x = tl.load(n)', '1:4: [error] tl.load() needs a pointer, not a scalar of int32'],
    ['x = tl.load(p, other=0)', "1:4: [error] 'other' cannot be provided without 'mask'"],
    ['x = tl.arange(0, 3)', "1:4: [error] arange's range must be a power of 2"],
    ['x = tl.arange(4, 0)', "1:4: [error] arange's end argument must be greater than the start argument"],
    ['x = tl.float32(n)', '1:4: [error] a type cannot be called: Triton does not compile this; x.to(dtype) is a cast'],
    ['x = p + p', '1:4: [type error] two pointers cannot be added'],
    ['x = p + 0.5', '1:4: [type error] a pointer moves by integers, not by float32'],
    ['x = p * 2', '1:4: [type error] pointer to float32 and int32 cannot be combined'],
    ['x = fp32 // 2', "1:4: [type error] '//' is defined for integers only"],
    ['x = fp32 & 1', "1:4: [type error] '&' needs integers or booleans, not float32"],
    ['x = int32 % uint8', '1:4: [type error] int32 and uint8 cannot be combined'],
    ['x = int8 + 300', '1:4: [type error] Scalar 300 is out of range for type int8'],
    ['x = fp32 ** 2', "1:4: [type error] '**' is not defined for a scalar of float32 and an integer: multiply, or use libdevice.pow"],
    ['x = 1 // 0', '1:4: [error] division by zero'],
    ['x = tl.sum(n)', '1:4: [error] tl.sum() needs a block, not a scalar'],
    ['x = tl.sum(tl.arange(0, 4), 1)', '1:4: [error] invalid axis 1. Expected -1 <= axis < 1'],
    ['x = tl.program_id(3)', '1:4: [error] program_id axis must be 0, 1, or 2 but got 3'],
    ['x = tl.histogram(n, 4)', '1:4: [tl.histogram] tl.histogram is not supported'],
    ['x = tl.associative_scan(tl.arange(0, 4), 0, tl.maximum)', '1:4: [tl.associative_scan] tl.associative_scan with this combine function is not supported'],
    ['x = tl.inline_asm_elementwise("", "", [n], tl.int32, True, 1)', '1:4: [tl.inline_asm_elementwise] tl.inline_asm_elementwise is not supported'],
    ['x = tl.make_block_ptr(n, (4,), (1,), (0,), (4,), (0,))', '1:4: [error] tl.make_block_ptr() needs a scalar pointer, not a scalar of int32'],
    ['x = tl.make_block_ptr(p, (4, 4), (1,), (0,), (4,), (0,))', '1:4: [error] tl.make_block_ptr(): shape, strides, offsets and block_shape must have one length'],
    ['x = tl.make_block_ptr(p, (4, 4), (4, 1), (0, 0), (4, 4), (2, 0))', "1:4: [error] Expected 'order' to be a permutation of 0..1"],
    ['x = tl.load(p, boundary_check=(0,))', '1:4: [error] boundary_check and padding_option need a block pointer'],
    ['x = tl.advance(p, (1,))', '1:4: [error] tl.advance() needs a block pointer or a descriptor, not a scalar of pointer to float32'],
    ['w = tl.make_block_ptr(p, (4,), (1,), (0,), (4,), (0,))\nx = tl.load(w, mask=flag)', "2:4: [error] 'mask' and 'other' cannot be given for a block pointer: use boundary_check"],
    ['x = tl.arange(0, 4).sort()', '1:4: [tl.sort] tl.sort is not supported'],
    ['x = tl.arange(0, 4)[1]', "1:4: [block indexing] a block can be indexed with ':' and 'None' only"],
    ['if tl.arange(0, 4) > 1:\n    pass', '1:3: [error] a block is no condition: reduce it to a scalar'],
    ['n.foo()', "1:0: [error] a scalar of int32 has no attribute 'foo'"],
    ['x = [i for i in range(3)]', '1:4: [list comprehension] list comprehension is not supported in a kernel'],
    ['def g():\n    pass', '1:0: [nested function] a function inside a kernel is not supported: move it to the top level'],
    ['p[0] = 1', '1:0: [item assignment] blocks are values: an element cannot be assigned'],
    ['a, b = 1, 2, 3', '1:0: [error] 2 names are given for 3 values'],
    ['for i in range(2000):\n    pass', '1:9: [long loop] more than 1024 loop iterations'],
    ['while True:\n    pass', '1:6: [long loop] more than 1024 loop iterations'],
    ['assert 1 > 2, "sizes"', '1:0: [error] the assertion fails: sizes'],
    ['tl.static_assert(1 > 2, "sizes")', '1:0: [error] the static assertion fails: sizes'],
    ['x = tl.softmax(n)', '1:4: [error] tl.max() needs a block, not a scalar']
  ])('%s', (body, message) => expect(failureOf(body)).toBe(message));

  test.each([
    ['while flag:\n    pass', '1:6: [runtime loop] the condition of this loop is not known'],
    ['if flag:\n    x = 1\nreturn x', "3:7: [error] 'x' is not defined here, or only in one branch of a runtime condition or in a loop that may not run"],
    ['x = 1\nif flag:\n    x = None\nreturn x', "2:0: [runtime if] 'x' would be None or a scalar of int32, depending on a runtime condition"],
    ['for i in range(3):\n    if flag:\n        break', "2:4: [break under a runtime condition] 'break' and 'continue' under a runtime condition are not supported"],
    ['for i in range(3):\n    if flag:\n        return', "2:4: [return in a loop] 'return' under a runtime condition inside a loop is not supported"]
  ])('undecided: %s', (body, message) => expect(failureOf(body, true)).toBe(message));

  test.each([
    ['from fla.ops.utils.op import exp', 'x = exp(fp32)', "1:4: [missing source] 'exp' comes from 'fla.ops.utils.op.exp', whose source is not here: include it"],
    ['def f(a):\n    return a', 'x = f()', "1:4: [error] f() is missing the argument 'a'"],
    ['def f(a):\n    return a', 'x = f(1, 2)', '1:4: [error] f() takes 1 arguments, but 2 are given'],
    ['def f(a):\n    return a', 'x = f(1, a=2)', "1:4: [error] f() is given 'a' twice"],
    ['def f(a):\n    return a', 'x = f(b=1)', "1:4: [error] f() has no parameter 'b'"],
    ['def f(a):\n    return f(a)', 'x = f(1)', '-1:7: [recursion] calls nest more than 64 deep']
  ])('%s; %s', (before, body, message) => expect(failureOf(body, false, before)).toBe(message));
});

describe('heuristics', () => {
  const answer = (lambda: string): string => {
    const { module } = parseModule(`${HEAD}@triton.heuristics({"E": ${lambda}})\n@triton.jit\ndef k(p): tl.store(p, 1)\n`);
    const domain = new NumberDomain();
    const heuristic = kernelOf(module.functions.get('k')!, module)!.heuristics.get('E')!;
    const n = constexprTensor({ ...domain.scalar(12, scalar('int32')), symbolic: true });
    return show(runHeuristic(heuristic, module, new Map([['n', n], ['B', int(8)], ['bias', none()]]), domain));
  };
  test.each([
    ['lambda args: args["n"] % args["B"] == 0', '0 int1'],
    ["lambda a: a['bias'] is not None", 'false'],
    ['lambda args: triton.next_power_of_2(args["n"])', '16'],
    ['lambda args: min(args["B"] * 2, 128)', '16']
  ])('%s', (lambda, expected) => expect(answer(lambda)).toBe(expected));
  test('an argument that is not there', () => expect(() => answer('lambda args: args["m"]')).toThrow("the dictionary has no entry for 'm'"));
});
