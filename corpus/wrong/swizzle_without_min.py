import triton
import triton.language as tl


@triton.jit
def swizzle_without_min(x_ptr, y_ptr, M, N, stride_x, stride_y, BM: tl.constexpr, BN: tl.constexpr, GROUP: tl.constexpr):
    """The last group may be lower than GROUP: then tiles are missed."""
    pid = tl.program_id(0)
    tiles_n = tl.cdiv(N, BN)
    in_group = GROUP * tiles_n
    pid_m = (pid // in_group) * GROUP + (pid % in_group) % GROUP
    pid_n = (pid % in_group) // GROUP
    i = pid_m * BM + tl.arange(0, BM)
    j = pid_n * BN + tl.arange(0, BN)
    mask = (i[:, None] < M) & (j[None, :] < N)
    x = tl.load(x_ptr + i[:, None] * stride_x + j[None, :], mask=mask, other=0.0)
    tl.store(y_ptr + i[:, None] * stride_y + j[None, :], x, mask=mask)
