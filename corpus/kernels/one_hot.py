import triton
import triton.language as tl


@triton.jit
def one_hot(labels_ptr, out_ptr, n_classes, stride, BLOCK: tl.constexpr):
    row = tl.program_id(0)
    label = tl.load(labels_ptr + row)
    c = tl.arange(0, BLOCK)
    tl.store(out_ptr + row * stride + c, (c == label).to(tl.float32), mask=c < n_classes)
