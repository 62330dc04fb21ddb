import triton
import triton.language as tl


@triton.jit
def selective_scan_loop(x_ptr, dt_ptr, A_ptr, B_ptr, C_ptr, y_ptr, length, dim, dstate, BLOCK_D: tl.constexpr, BLOCK_N: tl.constexpr):
    """All steps of a sequence; y[t] reads the state out with C[t]."""
    d = tl.program_id(0) * BLOCK_D + tl.arange(0, BLOCK_D)
    s = tl.arange(0, BLOCK_N)
    A = tl.load(A_ptr + d[:, None] * dstate + s[None, :], mask=(d[:, None] < dim) & (s[None, :] < dstate), other=0.0)
    state = tl.zeros((BLOCK_D, BLOCK_N), dtype=tl.float32)
    for t in range(length):
        x = tl.load(x_ptr + t * dim + d, mask=d < dim, other=0.0)
        dt = tl.load(dt_ptr + t * dim + d, mask=d < dim, other=0.0)
        B = tl.load(B_ptr + t * dstate + s, mask=s < dstate, other=0.0)
        C = tl.load(C_ptr + t * dstate + s, mask=s < dstate, other=0.0)
        state = tl.exp(dt[:, None] * A) * state + (dt * x)[:, None] * B[None, :]
        tl.store(y_ptr + t * dim + d, tl.sum(state * C[None, :], axis=1), mask=d < dim)
