import triton
import triton.language as tl


@triton.jit
def conv1d_padded(x_ptr, w_ptr, y_ptr, in_channels, out_channels, length, kernel_size, padding, BLOCK: tl.constexpr):
    """A full convolution with zeros around: y[o, t] = sum over channel and tap."""
    out = tl.program_id(0)
    out_length = length + 2 * padding - kernel_size + 1
    t = tl.program_id(1) * BLOCK + tl.arange(0, BLOCK)
    acc = tl.zeros((BLOCK,), dtype=tl.float32)
    for c in range(in_channels):
        for k in range(kernel_size):
            s = t + k - padding
            x = tl.load(x_ptr + c * length + s, mask=(s >= 0) & (s < length) & (t < out_length), other=0.0)
            acc += x * tl.load(w_ptr + (out * in_channels + c) * kernel_size + k)
    tl.store(y_ptr + out * out_length + t, acc, mask=t < out_length)
