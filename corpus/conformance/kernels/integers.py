import torch
import triton
import triton.language as tl
from case import case, out, t

i8, i16, i32, i64, u8 = torch.int8, torch.int16, torch.int32, torch.int64, torch.uint8


@triton.jit
def divide_and_modulo(a_ptr, b_ptr, out_ptr, N: tl.constexpr):
    i = tl.arange(0, N)
    a = tl.load(a_ptr + i)
    b = tl.load(b_ptr + i)
    tl.store(out_ptr + i, a // b)
    tl.store(out_ptr + N + i, a % b)


@triton.jit
def divide_scalars(a, b, out_ptr):
    tl.store(out_ptr, a // b)
    tl.store(out_ptr + 1, a % b)
    tl.store(out_ptr + 2, tl.cdiv(a, b))


@triton.jit
def divide_constexprs(out_ptr, A: tl.constexpr, B: tl.constexpr):
    tl.store(out_ptr, A // B)
    tl.store(out_ptr + 1, A % B)


@triton.jit
def arithmetic(a_ptr, b_ptr, out_ptr, N: tl.constexpr):
    i = tl.arange(0, N)
    a = tl.load(a_ptr + i)
    b = tl.load(b_ptr + i)
    tl.store(out_ptr + i, a + b)
    tl.store(out_ptr + N + i, a - b)
    tl.store(out_ptr + 2 * N + i, a * b)
    tl.store(out_ptr + 3 * N + i, -a)


@triton.jit
def with_python_integer(a_ptr, out_ptr, N: tl.constexpr):
    i = tl.arange(0, N)
    a = tl.load(a_ptr + i)
    tl.store(out_ptr + i, a + 1)
    tl.store(out_ptr + N + i, 3 - a)
    tl.store(out_ptr + 2 * N + i, a * 5)


@triton.jit
def bits(a_ptr, b_ptr, out_ptr, N: tl.constexpr):
    i = tl.arange(0, N)
    a = tl.load(a_ptr + i)
    b = tl.load(b_ptr + i)
    tl.store(out_ptr + i, a & b)
    tl.store(out_ptr + N + i, a | b)
    tl.store(out_ptr + 2 * N + i, a ^ b)
    tl.store(out_ptr + 3 * N + i, ~a)


@triton.jit
def shifts(a_ptr, s_ptr, out_ptr, N: tl.constexpr):
    i = tl.arange(0, N)
    a = tl.load(a_ptr + i)
    s = tl.load(s_ptr + i)
    tl.store(out_ptr + i, a << s)
    tl.store(out_ptr + N + i, a >> s)
    tl.store(out_ptr + 2 * N + i, a >> 2)


@triton.jit
def unsigned(a_ptr, out_ptr, N: tl.constexpr):
    i = tl.arange(0, N)
    a = tl.load(a_ptr + i).to(tl.uint32)
    tl.store(out_ptr + i, (a >> 4).to(tl.int64))
    tl.store(out_ptr + N + i, (a // 3).to(tl.int64))
    tl.store(out_ptr + 2 * N + i, (a * 2654435761).to(tl.int64))
    tl.store(out_ptr + 3 * N + i, (a < 5).to(tl.int64))


@triton.jit
def compare(a_ptr, b_ptr, out_ptr, N: tl.constexpr):
    i = tl.arange(0, N)
    a = tl.load(a_ptr + i)
    b = tl.load(b_ptr + i)
    tl.store(out_ptr + i, a < b)
    tl.store(out_ptr + N + i, a <= b)
    tl.store(out_ptr + 2 * N + i, a > b)
    tl.store(out_ptr + 3 * N + i, a >= b)
    tl.store(out_ptr + 4 * N + i, a == b)
    tl.store(out_ptr + 5 * N + i, a != b)


@triton.jit
def extremes(a_ptr, b_ptr, out_ptr, N: tl.constexpr):
    i = tl.arange(0, N)
    a = tl.load(a_ptr + i)
    b = tl.load(b_ptr + i)
    tl.store(out_ptr + i, tl.maximum(a, b))
    tl.store(out_ptr + N + i, tl.minimum(a, b))
    tl.store(out_ptr + 2 * N + i, tl.abs(a))


@triton.jit
def true_division(a_ptr, b_ptr, out_ptr, N: tl.constexpr):
    i = tl.arange(0, N)
    a = tl.load(a_ptr + i)
    b = tl.load(b_ptr + i)
    tl.store(out_ptr + i, a / b)
    tl.store(out_ptr + N + i, a / 4)


@triton.jit
def result_dtypes(i8_ptr, i32_ptr, i64_ptr, u8_ptr, f16_ptr, f32_ptr, bf16_ptr, out_ptr):
    i8 = tl.load(i8_ptr)
    i32 = tl.load(i32_ptr)
    i64 = tl.load(i64_ptr)
    u8 = tl.load(u8_ptr)
    f16 = tl.load(f16_ptr)
    f32 = tl.load(f32_ptr)
    bf16 = tl.load(bf16_ptr)
    tl.store(out_ptr + 0, 1 if (i8 + i32).dtype == tl.int32 else 0)
    tl.store(out_ptr + 1, 1 if (i32 + i64).dtype == tl.int64 else 0)
    tl.store(out_ptr + 2, 1 if (i8 + 1).dtype == tl.int8 else 0)
    tl.store(out_ptr + 3, 1 if (i8 + u8).dtype == tl.uint8 else 0)
    tl.store(out_ptr + 4, 1 if (i32 + f16).dtype == tl.float16 else 0)
    tl.store(out_ptr + 5, 1 if (f16 + f32).dtype == tl.float32 else 0)
    tl.store(out_ptr + 6, 1 if (f16 * 2.0).dtype == tl.float16 else 0)
    tl.store(out_ptr + 7, 1 if (i32 * 2.0).dtype == tl.float32 else 0)
    tl.store(out_ptr + 8, 1 if (i32 / i32).dtype == tl.float32 else 0)
    tl.store(out_ptr + 9, 1 if (f16 + bf16).dtype == tl.float32 else 0)
    tl.store(out_ptr + 10, 1 if (i32 < i64).dtype == tl.int1 else 0)
    tl.store(out_ptr + 11, 1 if (i32.to(tl.uint32) + i32).dtype == tl.uint32 else 0)
    tl.store(out_ptr + 12, 1 if (f16 / f16).dtype == tl.float16 else 0)
    tl.store(out_ptr + 13, 1 if (i8 / i8).dtype == tl.float32 else 0)
    tl.store(out_ptr + 14, 1 if tl.program_id(0).dtype == tl.int32 else 0)
    tl.store(out_ptr + 15, 1 if tl.arange(0, 2).dtype == tl.int32 else 0)


SIGNS = [-7, 7, -7, 7, -8, 8, 0, 5]
DIVISORS = [2, -2, -2, 2, 3, 3, 5, 7]
WIDE = [2**62, -(2**62), 2**53 + 1, -7, 10**18, 3, -(2**63), 2**63 - 1]

CASES = [
    case(divide_and_modulo, a_ptr=t(SIGNS, i32), b_ptr=t(DIVISORS, i32), out_ptr=out(16, i32), N=8),
    case(divide_and_modulo, a_ptr=t(SIGNS, i8), b_ptr=t(DIVISORS, i8), out_ptr=out(16, i32), N=8, title="int8"),
    case(divide_and_modulo, a_ptr=t(SIGNS, i64), b_ptr=t(DIVISORS, i64), out_ptr=out(16, i64), N=8, title="int64"),
    case(divide_scalars, a=-7, b=2, out_ptr=out(3, i32)),
    case(divide_scalars, a=7, b=-2, out_ptr=out(3, i32)),
    case(divide_scalars, a=9, b=4, out_ptr=out(3, i32)),
    case(divide_constexprs, out_ptr=out(2, i32), A=-7, B=2),
    case(divide_constexprs, out_ptr=out(2, i32), A=7, B=-2),
    case(arithmetic, a_ptr=t([2147483647, -2147483648, 123456789, -5], i32), b_ptr=t([1, 1, 987654321, 3], i32), out_ptr=out(16, i32), N=4),
    case(arithmetic, a_ptr=t([127, -128, 100, -5], i8), b_ptr=t([1, 1, 100, 3], i8), out_ptr=out(16, i8), N=4, title="int8"),
    case(arithmetic, a_ptr=t([255, 0, 200, 5], u8), b_ptr=t([1, 1, 100, 3], u8), out_ptr=out(16, u8), N=4, title="uint8"),
    case(arithmetic, a_ptr=t([32767, -32768, 300, -5], i16), b_ptr=t([1, 1, 300, 3], i16), out_ptr=out(16, i16), N=4, title="int16"),
    case(arithmetic, a_ptr=t(WIDE, i64), b_ptr=t([2**62, 5, -3, 2**40, 10**18, 2**62, 1, 1], i64), out_ptr=out(32, i64), N=8, title="int64"),
    case(arithmetic, a_ptr=t([127, -128, 100, -5], i8), b_ptr=t([1, 1, 100000, 3], i32), out_ptr=out(16, i32), N=4, title="int8 and int32"),
    case(with_python_integer, a_ptr=t([127, -128, 60, 0], i8), out_ptr=out(12, i32), N=4),
    case(with_python_integer, a_ptr=t([255, 0, 60, 1], u8), out_ptr=out(12, i32), N=4, title="uint8"),
    case(bits, a_ptr=t(SIGNS, i32), b_ptr=t(DIVISORS, i32), out_ptr=out(32, i32), N=8),
    case(bits, a_ptr=t(WIDE, i64), b_ptr=t(SIGNS, i64), out_ptr=out(32, i64), N=8, title="int64"),
    case(shifts, a_ptr=t([1, -8, 2147483647, -2147483648], i32), s_ptr=t([31, 1, 4, 3], i32), out_ptr=out(12, i32), N=4),
    case(shifts, a_ptr=t([1, -8, 2**62, -(2**63)], i64), s_ptr=t([63, 1, 4, 3], i64), out_ptr=out(12, i64), N=4, title="int64"),
    case(unsigned, a_ptr=t([-1, 4, 7, -2147483648], i32), out_ptr=out(16, i64), N=4),
    case(compare, a_ptr=t([1, 2, 3, -1], i32), b_ptr=t([2, 2, 2, 2], i32), out_ptr=out(24, i32), N=4),
    case(compare, a_ptr=t([2**53 + 1, 2**53, -1, 0], i64), b_ptr=t([2**53, 2**53 + 1, 0, 0], i64), out_ptr=out(24, i8), N=4, title="int64"),
    case(extremes, a_ptr=t(SIGNS, i32), b_ptr=t(DIVISORS, i32), out_ptr=out(24, i32), N=8),
    case(true_division, a_ptr=t(SIGNS, i32), b_ptr=t(DIVISORS, i32), out_ptr=out(16), N=8),
    case(true_division, a_ptr=t(SIGNS, i64), b_ptr=t(DIVISORS, i64), out_ptr=out(16), N=8, title="int64"),
    case(result_dtypes, i8_ptr=t([1], i8), i32_ptr=t([1], i32), i64_ptr=t([1], i64), u8_ptr=t([1], u8), f16_ptr=t([1], torch.float16), f32_ptr=t([1]), bf16_ptr=t([1], torch.bfloat16), out_ptr=out(16, i32)),
]
