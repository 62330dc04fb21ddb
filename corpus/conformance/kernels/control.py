import torch
import triton
import triton.language as tl
from case import case, out, t

i32 = torch.int32
SCALE = tl.constexpr(2.5)
COUNT: tl.constexpr = 3


@triton.jit
def early_return(x_ptr, out_ptr, n):
    row = tl.program_id(0)
    if row >= n:
        return
    tl.store(out_ptr + row, tl.load(x_ptr + row) + 1)


@triton.jit
def runtime_if(x_ptr, out_ptr):
    pid = tl.program_id(0)
    x = tl.load(x_ptr + pid)
    y = x
    if x > 2:
        y = x * 10
    elif x > 1:
        y = x * 100
    else:
        tl.store(out_ptr + 4 + pid, 7.0)
    tl.store(out_ptr + pid, y)


@triton.jit
def scalar_logic(out_ptr, a, b):
    if a > 0 and b > 0:
        tl.store(out_ptr, 1)
    if a > 0 or b > 0:
        tl.store(out_ptr + 1, 1)
    if not (a > 0):
        tl.store(out_ptr + 2, 1)
    tl.store(out_ptr + 3, a if a > b else b)
    if (a > 0) & (b > 0):
        tl.store(out_ptr + 4, 1)


@triton.jit
def constexpr_if(x_ptr, y_ptr, out_ptr, N: tl.constexpr, MODE: tl.constexpr, ADD: tl.constexpr):
    i = tl.arange(0, N)
    x = tl.load(x_ptr + i)
    if MODE == "square":
        x = x * x
    elif MODE == "cube":
        x = x * x * x
    if y_ptr is not None:
        x += tl.load(y_ptr + i)
    if ADD:
        x = x + SCALE
    tl.store(out_ptr + i, x)


@triton.jit
def for_loops(x_ptr, out_ptr, n, N: tl.constexpr):
    total = 0.0
    for k in range(n):
        total += tl.load(x_ptr + k)
    tl.store(out_ptr, total)
    total = 0.0
    for k in range(1, n, 2):
        total += tl.load(x_ptr + k)
    tl.store(out_ptr + 1, total)
    total = 0.0
    for k in range(n - 1, -1, -1):
        total = total * 2 + tl.load(x_ptr + k)
    tl.store(out_ptr + 2, total)
    total = 0.0
    for k in tl.range(0, n, 1, num_stages=2):
        total += k
    tl.store(out_ptr + 3, total)
    total = 0.0
    for k in tl.static_range(N):
        total += tl.load(x_ptr + k) * k
    tl.store(out_ptr + 4, total)
    for k in range(n, n):
        total = -1.0
    tl.store(out_ptr + 5, total)


@triton.jit
def nested_loops(x_ptr, out_ptr, rows, cols):
    for r in range(rows):
        total = 0.0
        for c in range(0, cols):
            total += tl.load(x_ptr + r * cols + c)
        tl.store(out_ptr + r, total)


@triton.jit
def while_loop(out_ptr, n):
    steps = 0
    while n > 1:
        n = n // 2
        steps += 1
    tl.store(out_ptr, steps)


@triton.jit
def two_values(a, b, scale: tl.constexpr = 2):
    return a * scale, a + b


@triton.jit
def sign_of(x):
    if x > 0:
        return 1
    else:
        return -1


@triton.jit
def helpers(x_ptr, out_ptr, N: tl.constexpr):
    i = tl.arange(0, N)
    x = tl.load(x_ptr + i)
    doubled, summed = two_values(x, 1.0)
    tripled, _ = two_values(x, 1.0, scale=COUNT)
    pair = two_values(doubled, summed)
    tl.store(out_ptr + i, doubled)
    tl.store(out_ptr + N + i, summed)
    tl.store(out_ptr + 2 * N + i, tripled)
    tl.store(out_ptr + 3 * N + i, pair[0] + pair[1])


@triton.jit
def branching_helper(x_ptr, out_ptr):
    pid = tl.program_id(0)
    tl.store(out_ptr + pid, sign_of(tl.load(x_ptr + pid)))


@triton.jit
def rebinding(x_ptr, out_ptr, N: tl.constexpr):
    i = tl.arange(0, N)
    x = tl.load(x_ptr + i)
    y = x
    x = x + 1
    tl.store(out_ptr + i, x * y)
    x, y = y, x
    tl.store(out_ptr + N + i, x - 2 * y)


@triton.jit
def online_maximum(x_ptr, out_ptr, n, BLOCK: tl.constexpr):
    m = -float("inf")
    l = 0.0
    for start in range(0, n, BLOCK):
        i = start + tl.arange(0, BLOCK)
        x = tl.load(x_ptr + i, mask=i < n, other=-float("inf"))
        new = tl.maximum(m, tl.max(x, axis=0))
        l = l * tl.exp(m - new) + tl.sum(tl.exp(x - new), axis=0)
        m = new
    tl.store(out_ptr, m)
    tl.store(out_ptr + 1, l)


@triton.jit
def claims(x_ptr, out_ptr, n, N: tl.constexpr):
    tl.static_assert(N >= 4)
    tl.assume(n > 0)
    i = tl.max_contiguous(tl.multiple_of(tl.arange(0, N), N), N)
    tl.store(out_ptr + i, tl.load(x_ptr + i) + n)


@triton.jit
def constexpr_arithmetic(out_ptr, N: tl.constexpr):
    HALF: tl.constexpr = N // 2
    tl.store(out_ptr, HALF)
    tl.store(out_ptr + 1, (N + 3) % 4 + N**2)
    tl.store(out_ptr + 2, min(N, 5) + max(HALF, 1))
    tl.store(out_ptr + 3, N * 1.5)
    tl.store(out_ptr + 4, N if N > 100 else -N)
    tl.store(out_ptr + 5, tl.cdiv(N, 3))


@triton.jit
def literals(out_ptr, x):
    tl.store(out_ptr, x * 1.)
    tl.store(out_ptr + 1, 1.e-1 * x + .5)
    tl.store(out_ptr + 2, x + 0x10 + 1_0)
    tl.store(out_ptr + 3, 1e2 - x)
    tl.store(out_ptr + 4, tl.maximum(x, 0.).to(tl.float32))
    tl.store(out_ptr + 5, -x**2 if False else 2.E1)


EIGHT = [1.0, -2.0, 3.5, 4.0, 0.5, 0.25, -1.0, 8.0]

CASES = [
    case(early_return, (4,), x_ptr=t(EIGHT), out_ptr=out(8), n=3),
    case(runtime_if, (4,), x_ptr=t([3.0, 1.5, 0.0, 2.5]), out_ptr=out(8)),
    case(scalar_logic, out_ptr=out(5, i32), a=3, b=-1),
    case(scalar_logic, out_ptr=out(5, i32), a=-3, b=-1, title="neither"),
    case(scalar_logic, out_ptr=out(5, i32), a=3, b=4, title="both"),
    case(constexpr_if, x_ptr=t(EIGHT), y_ptr=None, out_ptr=out(8), N=8, MODE="square", ADD=False),
    case(constexpr_if, x_ptr=t(EIGHT), y_ptr=t(EIGHT), out_ptr=out(8), N=8, MODE="cube", ADD=True),
    case(constexpr_if, x_ptr=t(EIGHT), y_ptr=t(EIGHT), out_ptr=out(8), N=8, MODE="none", ADD=True),
    case(for_loops, x_ptr=t(EIGHT), out_ptr=out(6), n=5, N=4),
    case(nested_loops, x_ptr=t(EIGHT), out_ptr=out(2), rows=2, cols=4),
    case(while_loop, out_ptr=out(1, i32), n=37),
    case(while_loop, out_ptr=out(1, i32), n=1, title="no time"),
    case(helpers, x_ptr=t(EIGHT), out_ptr=out(32), N=8),
    case(branching_helper, (3,), x_ptr=t([3.0, -1.5, 0.0]), out_ptr=out(3, i32)),
    case(rebinding, x_ptr=t(EIGHT), out_ptr=out(16), N=8),
    case(online_maximum, x_ptr=t(EIGHT[:7]), out_ptr=out(2), n=7, BLOCK=4),
    case(literals, out_ptr=out(6), x=3),
    case(claims, x_ptr=t(EIGHT), out_ptr=out(8), n=5, N=8),
    case(constexpr_arithmetic, out_ptr=out(6), N=8),
]
