import torch
import triton
import triton.language as tl
from case import case, out, t

f16, i32 = torch.float16, torch.int32


@triton.jit
def copy_tiles(x_ptr, out_ptr, M, N, R: tl.constexpr, C: tl.constexpr):
    row = tl.program_id(0) * R
    x = tl.make_block_ptr(x_ptr, shape=(M, N), strides=(N, 1), offsets=(row, 0), block_shape=(R, C), order=(1, 0))
    y = tl.make_block_ptr(out_ptr, (M, N), (N, 1), (row, 0), (R, C), (1, 0))
    for _ in range(tl.cdiv(N, C)):
        tile = tl.load(x, boundary_check=(0, 1), padding_option="zero")
        tl.store(y, tile * 2, boundary_check=(0, 1))
        x = tl.advance(x, (0, C))
        y = tl.advance(y, (0, C))


@triton.jit
def row_sums(x_ptr, out_ptr, M, N, R: tl.constexpr, C: tl.constexpr):
    x = tl.make_block_ptr(x_ptr, (M, N), (N, 1), (0, 0), (R, C), (1, 0))
    tile = tl.load(x, boundary_check=(0, 1), padding_option="zero").to(x.dtype.element_ty)
    tl.store(out_ptr + tl.arange(0, R), tl.sum(tile, axis=1))


@triton.jit
def transposed(x_ptr, out_ptr, M, N, R: tl.constexpr, C: tl.constexpr):
    x = tl.make_block_ptr(x_ptr, (N, M), (1, N), (0, 0), (C, R), (0, 1))
    tile = tl.load(x, boundary_check=(0, 1), padding_option="zero")
    tl.store(out_ptr + tl.arange(0, C)[:, None] * R + tl.arange(0, R)[None, :], tile)


@triton.jit
def through_descriptors(x_ptr, out_ptr, M, N, R: tl.constexpr, C: tl.constexpr):
    x = tl.make_tensor_descriptor(x_ptr, shape=[M, N], strides=[N, 1], block_shape=[R, C])
    y = tl.make_tensor_descriptor(out_ptr, [M, N], [N, 1], [R, C])
    tile = x.load([1, 0])
    y.store([0, 0], tile + 1)
    tl.store_tensor_descriptor(y, [1, 4], tl.load_tensor_descriptor(x, [-1, 4]))


NINE = [float(k) for k in range(9)]
CASES = [
    case(copy_tiles, grid=(2,), x_ptr=t(NINE), out_ptr=out(9), M=3, N=3, R=2, C=2),
    case(copy_tiles, grid=(1,), x_ptr=t(range(9), i32), out_ptr=out(9, i32), M=3, N=3, R=4, C=4, title="int32"),
    case(row_sums, x_ptr=t(NINE, f16), out_ptr=out(4), M=3, N=3, R=4, C=4, title="fp16"),
    case(transposed, x_ptr=t(NINE), out_ptr=out(16), M=3, N=3, R=4, C=4),
    case(through_descriptors, x_ptr=t([float(k) for k in range(24)]), out_ptr=out(24), M=3, N=8, R=2, C=4),
]
