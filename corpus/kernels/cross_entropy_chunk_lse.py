import triton
import triton.language as tl


@triton.jit
def cross_entropy_chunk_lse(logits_ptr, lse_ptr, stride, vocab, n_chunks, CHUNK: tl.constexpr):
    """A vocabulary too wide for a block: each program leaves the log-sum-exp of its chunk."""
    row = tl.program_id(0)
    chunk = tl.program_id(1)
    c = chunk * CHUNK + tl.arange(0, CHUNK)
    x = tl.load(logits_ptr + row * stride + c, mask=c < vocab, other=-float("inf"))
    top = tl.max(x, 0)
    tl.store(lse_ptr + row * n_chunks + chunk, top + tl.log(tl.sum(tl.exp(x - top), 0)))
