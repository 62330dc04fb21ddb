import triton
import triton.language as tl


@triton.jit
def selective_scan_step(state_ptr, x_ptr, dt_ptr, A_ptr, B_ptr, C_ptr, D_ptr, out_ptr, dim, dstate,
                        BLOCK_D: tl.constexpr, BLOCK_N: tl.constexpr):
    """One step of a selective state space: the state is updated in place, then read out."""
    batch = tl.program_id(1)
    d = tl.program_id(0) * BLOCK_D + tl.arange(0, BLOCK_D)
    s = tl.arange(0, BLOCK_N)
    mask = (d[:, None] < dim) & (s[None, :] < dstate)
    state_ptrs = state_ptr + batch * dim * dstate + d[:, None] * dstate + s[None, :]
    state = tl.load(state_ptrs, mask=mask, other=0.0)
    x = tl.load(x_ptr + batch * dim + d, mask=d < dim, other=0.0)
    dt = tl.load(dt_ptr + batch * dim + d, mask=d < dim, other=0.0)
    dt = tl.where(dt <= 20.0, tl.log(1.0 + tl.exp(dt)), dt)
    A = tl.load(A_ptr + d[:, None] * dstate + s[None, :], mask=mask, other=0.0)
    B = tl.load(B_ptr + batch * dstate + s, mask=s < dstate, other=0.0)
    C = tl.load(C_ptr + batch * dstate + s, mask=s < dstate, other=0.0)
    D = tl.load(D_ptr + d, mask=d < dim, other=0.0)
    state = state * tl.exp(A * dt[:, None]) + B[None, :] * dt[:, None] * x[:, None]
    tl.store(state_ptrs, state, mask=mask)
    tl.store(out_ptr + batch * dim + d, tl.sum(state * C[None, :], axis=1) + x * D, mask=d < dim)
