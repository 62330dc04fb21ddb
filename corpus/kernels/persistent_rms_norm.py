import triton
import triton.language as tl


@triton.jit
def persistent_rms_norm(x_ptr, w_ptr, out_ptr, stride_x, stride_out, rows, n, eps, BLOCK: tl.constexpr):
    """Rows dealt out over the programs, each in two passes over its tiles."""
    for row in range(tl.program_id(0), rows, tl.num_programs(0)):
        squares = tl.zeros((BLOCK,), dtype=tl.float32)
        for start in range(0, n, BLOCK):
            c = start + tl.arange(0, BLOCK)
            x = tl.load(x_ptr + row * stride_x + c, mask=c < n, other=0.0)
            squares += x * x
        scale = tl.rsqrt(tl.sum(squares, axis=0) / n + eps)
        for start in range(0, n, BLOCK):
            c = start + tl.arange(0, BLOCK)
            x = tl.load(x_ptr + row * stride_x + c, mask=c < n, other=0.0)
            w = tl.load(w_ptr + c, mask=c < n, other=0.0)
            tl.store(out_ptr + row * stride_out + c, x * scale * w, mask=c < n)
