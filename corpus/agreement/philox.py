"""Philox 4x32-10 (Salmon et al., 2011) for references: written from the paper, apart from Triton's and from the engine's."""
import torch

ROUNDS = 10
MULTIPLIERS = (0xD2511F53, 0xCD9E8D57)
KEY_STEPS = (0x9E3779B9, 0xBB67AE85)
MASK = 0xFFFFFFFF


def wide_product(a, b):
    """High and low 32 bits of the product of words with a constant; halves keep it inside 64 bits."""
    low, high = a * (b & 0xFFFF), a * (b >> 16)
    middle = (low >> 16) + high
    return middle >> 16, ((middle & 0xFFFF) << 16) | (low & 0xFFFF)


def philox(seed, c0, c1=0, c2=0, c3=0):
    """The four random words of each counter, along a new first dimension, as int64 in [0, 2^32)."""
    words = [torch.as_tensor(word, dtype=torch.int64) & MASK for word in torch.broadcast_tensors(*map(torch.as_tensor, (c0, c1, c2, c3)))]
    keys = [seed & MASK, seed >> 32 & MASK]
    for _ in range(ROUNDS):
        (high0, low0), (high1, low1) = wide_product(words[0], MULTIPLIERS[0]), wide_product(words[2], MULTIPLIERS[1])
        words = [high1 ^ words[1] ^ keys[0], low1, high0 ^ words[3] ^ keys[1], low0]
        keys = [(key + step) & MASK for key, step in zip(keys, KEY_STEPS)]
    return torch.stack(words)


def uniform(words):
    """Random words as numbers in [0, 1), as `tl.rand` makes them: the sign bit folded, then scaled."""
    signed = torch.where(words >= 2 ** 31, words - 2 ** 32, words)
    return torch.where(signed < 0, -signed - 1, signed).double() * 4.6566127342e-10
