import triton
import triton.language as tl


@triton.jit
def count_matches(pred_ptr, label_ptr, out_ptr, n, BLOCK: tl.constexpr):
    """How many predictions of this program's share are right, one partial count a program."""
    pid = tl.program_id(0)
    hits = tl.zeros((BLOCK,), dtype=tl.int32)
    for start in range(pid * BLOCK, n, tl.num_programs(0) * BLOCK):
        i = start + tl.arange(0, BLOCK)
        p = tl.load(pred_ptr + i, mask=i < n, other=-1)
        y = tl.load(label_ptr + i, mask=i < n, other=-2)
        hits += (p == y).to(tl.int32)
    tl.store(out_ptr + pid, tl.sum(hits, axis=0))
