import triton
import triton.language as tl


@triton.jit
def ignore_index_rows(label_ptr, x_ptr, y_ptr, stride, n_cols, ignore_index, BLOCK: tl.constexpr):
    """Rows with the ignored label are zeroed, the others copied."""
    row = tl.program_id(0)
    j = tl.arange(0, BLOCK)
    label = tl.load(label_ptr + row)
    if label == ignore_index:
        y = tl.zeros([BLOCK], dtype=tl.float32)
    else:
        y = tl.load(x_ptr + row * stride + j, mask=j < n_cols, other=0.0)
    tl.store(y_ptr + row * stride + j, y, mask=j < n_cols)
