import triton
import triton.language as tl


@triton.jit
def outer_product(u_ptr, v_ptr, out_ptr, M, N, stride_m, BLOCK_M: tl.constexpr, BLOCK_N: tl.constexpr):
    m = tl.program_id(0) * BLOCK_M + tl.arange(0, BLOCK_M)
    n = tl.program_id(1) * BLOCK_N + tl.arange(0, BLOCK_N)
    u = tl.load(u_ptr + m, mask=m < M, other=0.0)
    v = tl.load(v_ptr + n, mask=n < N, other=0.0)
    tl.store(out_ptr + m[:, None] * stride_m + n[None, :], u[:, None] * v[None, :],
             mask=(m[:, None] < M) & (n[None, :] < N))
