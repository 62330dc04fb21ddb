import triton
import triton.language as tl


@triton.jit
def loop_reads_what_it_wrote(x_ptr, y_ptr, stride, n, BLOCK: tl.constexpr):
    """A tile is read one to the left of what the tile before has just stored: no barrier keeps the lanes apart."""
    row = tl.program_id(0)
    y_ptr += row * stride
    for start in range(1, n, BLOCK):
        c = start + tl.arange(0, BLOCK)
        before = tl.load(y_ptr + c - 1, mask=c < n, other=0.0)
        x = tl.load(x_ptr + row * stride + c, mask=c < n, other=0.0)
        tl.store(y_ptr + c, before + x, mask=c < n)
