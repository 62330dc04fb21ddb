import torch
import triton
import triton.language as tl
from case import case, out, t

i32 = torch.int32


@triton.jit
def three_axes(out_ptr):
    x = tl.program_id(0)
    y = tl.program_id(1)
    z = tl.program_id(axis=2)
    place = (z * tl.num_programs(1) + y) * tl.num_programs(0) + x
    tl.store(out_ptr + place, x + 10 * y + 100 * z + 1000 * tl.num_programs(2))


@triton.jit
def grouped(out_ptr, m, n, GROUP: tl.constexpr):
    pid = tl.program_id(0)
    per_group = GROUP * n
    first = pid // per_group * GROUP
    size = min(m - first, GROUP)
    row = first + pid % per_group % size
    col = pid % per_group // size
    tl.store(out_ptr + row * n + col, pid)


@triton.jit
def swizzled(out_ptr, m, n, GROUP: tl.constexpr):
    i = tl.program_id(0)
    j = tl.program_id(1)
    row, col = tl.swizzle2d(i, j, m, n, GROUP)
    tl.store(out_ptr + row * n + col, i * n + j)


@triton.jit
def persistent(x_ptr, out_ptr, n, BLOCK: tl.constexpr):
    for tile in range(tl.program_id(0), tl.cdiv(n, BLOCK), tl.num_programs(0)):
        i = tile * BLOCK + tl.arange(0, BLOCK)
        tl.store(out_ptr + i, tl.load(x_ptr + i, mask=i < n) * 2, mask=i < n)


CASES = [
    case(three_axes, (2, 3, 2), out_ptr=out(12, i32)),
    case(grouped, (15,), out_ptr=out(15, i32), m=5, n=3, GROUP=2),
    case(swizzled, (5, 3), out_ptr=out(15, i32), m=5, n=3, GROUP=2),
    case(persistent, (2,), x_ptr=t([float(k) for k in range(11)]), out_ptr=out(11), n=11, BLOCK=2),
]
