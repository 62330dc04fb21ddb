/** Helpers that generated PyTorch code may call, emitted inside `lifted` only when used. */

export type HelperName =
  | 'flat' | 'contents' | 'real' | 'index' | 'read' | 'store'
  | 'floordiv' | 'floormod' | 'truncdiv' | 'truncmod'
  | 'fold' | 'fold_sum' | 'fold_prod' | 'fold_max' | 'fold_min' | 'fold_any' | 'fold_all' | 'fold_xorsum' | 'fold_argmax' | 'fold_argmin'
  | 'spread' | 'matrix_product'
  | 'recur'
  | 'philox_words' | 'philox' | 'uniform' | 'rand' | 'randn' | 'randint';

type Helper = { readonly needs: readonly HelperName[]; readonly source: string };

const helper = (source: string, ...needs: HelperName[]): Helper => ({ needs, source: source.trim() });

/** In order of emission: each after the ones it needs. `RANK` is filled in by the generator. */
const helpers: Readonly<Record<HelperName, Helper>> = {
  flat: helper(`
def flat(tensor):
    """The tensor's storage as one dimension, from its first element on."""
    length = tensor.untyped_storage().nbytes() // tensor.element_size() - tensor.storage_offset()
    return tensor.as_strided((length,), (1,), tensor.storage_offset())`),
  contents: helper(
    `
def contents(tensor, dtype):
    """The old contents, by flat address."""
    return flat(tensor).to(dtype)`,
    'flat'
  ),
  real: helper(`
def real(value):
    return torch.as_tensor(value, device=device).to(torch.float64)`),
  index: helper(`
def index(extent, axis):
    """0, 1, ..., extent - 1 along an axis of its own."""
    if isinstance(extent, torch.Tensor):
        extent = int(extent.max()) if extent.numel() else 0
    shape = [-1 if d == axis else 1 for d in range(RANK)]
    return torch.arange(max(extent, 0), device=device).reshape(shape)`),
  read: helper(`
def read(buffer, address):
    """Contents at the addresses; outside of the storage there is nothing to read, and the result is not used."""
    address = torch.as_tensor(address, device=device)
    inside = (address >= 0) & (address < buffer.numel())
    nothing = float("nan") if buffer.dtype.is_floating_point else 0
    if buffer.numel() == 0:
        return torch.full(address.shape, nothing, dtype=buffer.dtype, device=device)
    return torch.where(inside, buffer[torch.where(inside, address, 0)], torch.tensor(nothing, dtype=buffer.dtype, device=device))`),
  store: helper(`
def store(out, address, value, where, *indices):
    """Writes the values where the condition holds, in the type of the tensor."""
    parts = [torch.as_tensor(part, device=device) for part in (address, value, where)]
    address, value, where, *_ = torch.broadcast_tensors(*parts, *indices)
    bits = {1: torch.int8, 2: torch.int16, 4: torch.int32, 8: torch.int64}[out.element_size()]
    out.view(bits)[address[where]] = value[where].to(out.dtype).view(bits)`),
  floordiv: helper(`
def floordiv(a, b):
    """Rounds down. Where the divisor is zero the result is not used, and must not raise."""
    if not isinstance(a, torch.Tensor) and not isinstance(b, torch.Tensor):
        return a // b if b else 0
    a, b = torch.as_tensor(a, device=device), torch.as_tensor(b, device=device)
    return torch.div(a, torch.where(b == 0, 1, b), rounding_mode="floor")`),
  floormod: helper(
    `
def floormod(a, b):
    return a - b * floordiv(a, b)`,
    'floordiv'
  ),
  truncdiv: helper(`
def truncdiv(a, b):
    """Rounds toward zero. Where the divisor is zero the result is not used, and must not raise."""
    if not isinstance(a, torch.Tensor) and not isinstance(b, torch.Tensor):
        return (abs(a) // abs(b)) * (1 if (a < 0) == (b < 0) else -1) if b else 0
    a, b = torch.as_tensor(a, device=device), torch.as_tensor(b, device=device)
    return torch.div(a, torch.where(b == 0, 1, b), rounding_mode="trunc")`),
  truncmod: helper(
    `
def truncmod(a, b):
    return a - b * truncdiv(a, b)`,
    'truncdiv'
  ),
  fold: helper(`
def fold(combine, neutral, axes, indices, value, guard):
    """Combines the values along the axes where the guard holds; the neutral element over nothing."""
    parts = [torch.as_tensor(part, device=device) for part in (value, guard)]
    value, guard, *_ = torch.broadcast_tensors(*parts, *indices)
    value = torch.where(guard, value, torch.tensor(neutral, dtype=value.dtype, device=device))
    for axis in axes:
        if value.shape[axis] == 0:
            shape = list(value.shape)
            shape[axis] = 1
            value = torch.full(shape, neutral, dtype=value.dtype, device=device)
        value = combine(value, axis)
    return value`),
  fold_sum: helper(
    `
def fold_sum(axes, indices, value, guard=True):
    return fold(lambda v, axis: v.sum(axis, keepdim=True), 0, axes, indices, value, guard)`,
    'fold'
  ),
  fold_prod: helper(
    `
def fold_prod(axes, indices, value, guard=True):
    return fold(lambda v, axis: v.prod(axis, keepdim=True), 1, axes, indices, value, guard)`,
    'fold'
  ),
  fold_max: helper(
    `
def fold_max(axes, indices, value, guard=True):
    value = torch.as_tensor(value, device=device)
    lowest = float("-inf") if value.dtype.is_floating_point else torch.iinfo(value.dtype).min
    return fold(lambda v, axis: v.amax(axis, keepdim=True), lowest, axes, indices, value, guard)`,
    'fold'
  ),
  fold_min: helper(
    `
def fold_min(axes, indices, value, guard=True):
    value = torch.as_tensor(value, device=device)
    highest = float("inf") if value.dtype.is_floating_point else torch.iinfo(value.dtype).max
    return fold(lambda v, axis: v.amin(axis, keepdim=True), highest, axes, indices, value, guard)`,
    'fold'
  ),
  fold_any: helper(
    `
def fold_any(axes, indices, value, guard=True):
    return fold(lambda v, axis: v.any(axis, keepdim=True), False, axes, indices, value, guard)`,
    'fold'
  ),
  fold_all: helper(
    `
def fold_all(axes, indices, value, guard=True):
    return fold(lambda v, axis: v.all(axis, keepdim=True), True, axes, indices, value, guard)`,
    'fold'
  ),
  fold_xorsum: helper(
    `
def fold_xorsum(axes, indices, value, guard=True):
    places = torch.arange(64, device=device)

    def parity(v, axis):
        ones = ((v.unsqueeze(-1) >> places) & 1).sum(axis, keepdim=True)
        return ((ones & 1) << places).sum(-1)

    return fold(parity, 0, axes, indices, value, guard)`,
    'fold'
  ),
  fold_argmax: helper(
    `
def fold_argmax(axes, indices, value, carry, guard=True):
    """The least of the carried indices at which the value is greatest."""
    best = fold_max(axes, indices, value, guard)
    return fold_min(axes, indices, carry, guard & (value == best))`,
    'fold_max',
    'fold_min'
  ),
  fold_argmin: helper(
    `
def fold_argmin(axes, indices, value, carry, guard=True):
    """The least of the carried indices at which the value is least."""
    best = fold_min(axes, indices, value, guard)
    return fold_min(axes, indices, carry, guard & (value == best))`,
    'fold_min'
  ),
  spread: helper(`
def spread(value, *indices):
    """The value along all of the indices' axes, also where it does not vary."""
    return torch.broadcast_tensors(torch.as_tensor(value, device=device), *indices)[0]`),
  matrix_product: helper(`
def matrix_product(a, b, axis, row, column):
    """Inner products along an axis as a product of matrices. Along other axes it is one of a batch."""
    left = a.movedim((column, row, axis), (0, -2, -1))[0]
    right = b.movedim((row, axis, column), (0, -2, -1))[0]
    return torch.matmul(left, right).unsqueeze(0).movedim((0, -2, -1), (axis, row, column))`),
  recur: helper(`
def recur(count, step, *states):
    """The states after \`count\` steps; where it varies, each element takes its own number of steps."""
    count = torch.as_tensor(count, device=device)
    for k in range(max(int(count.max()), 0) if count.numel() else 0):
        states = [torch.where(k < count, new, old) for new, old in zip(step(k, *states), states)]
    return states`),
  philox_words: helper(`
def philox_words(seed, *counters):
    """The four words of Philox 4x32-10, in int64; a single counter has 64 bits."""
    word = 0xFFFFFFFF

    def product(a, b):
        low, high = a * (b & 0xFFFF), a * (b >> 16)
        middle = (high & word) + (low >> 16)
        return (high >> 32 << 16) + (middle >> 16), ((middle << 16) | (low & 0xFFFF)) & word

    seed, *counters = torch.broadcast_tensors(*(torch.as_tensor(value, device=device) for value in (seed, *counters)))
    if len(counters) == 1:
        counters = [counters[0], counters[0] >> 32, *[torch.zeros_like(seed)] * 2]
    k0, k1 = seed & word, (seed >> 32) & word
    c0, c1, c2, c3 = (counter & word for counter in counters)
    for _ in range(10):
        high_b, low_b = product(c2, 0xCD9E8D57)
        high_a, low_a = product(c0, 0xD2511F53)
        c0, c1, c2, c3 = high_b ^ c1 ^ k0, low_b, high_a ^ c3 ^ k1, low_a
        k0, k1 = (k0 + 0x9E3779B9) & word, (k1 + 0xBB67AE85) & word
    return c0, c1, c2, c3`),
  philox: helper(
    `
def philox(word, seed, *counters):
    return philox_words(seed, *counters)[word]`,
    'philox_words'
  ),
  uniform: helper(`
def uniform(word):
    """A 32-bit word as a float32 in [0, 1)."""
    signed = torch.where(word >= 1 << 31, word - (1 << 32), word)
    return (torch.where(signed < 0, -1 - signed, signed).to(torch.float32) * 4.6566127342e-10).to(torch.float64)`),
  rand: helper(
    `
def rand(seed, offset):
    return uniform(philox_words(seed, offset)[0])`,
    'philox_words',
    'uniform'
  ),
  randn: helper(
    `
def randn(seed, offset):
    first, second, *_ = (uniform(word).to(torch.float32) for word in philox_words(seed, offset))
    radius = torch.sqrt(-2.0 * torch.log(first.clamp(min=1.0e-7)))
    return (radius * torch.cos(6.283185307179586 * second)).to(torch.float64)`,
    'philox_words',
    'uniform'
  ),
  randint: helper(
    `
def randint(seed, offset):
    return philox_words(seed, offset)[0]`,
    'philox_words'
  )
};

export const helperNames = Object.keys(helpers) as HelperName[];

/** Sources of the helpers and of what they need, in order. */
export function helperSources(used: ReadonlySet<HelperName>, rank: number): string[] {
  const all = new Set<HelperName>();
  const include = (name: HelperName): void => {
    if (!all.has(name)) {
      all.add(name);
      helpers[name].needs.forEach(include);
    }
  };
  used.forEach(include);
  return helperNames.filter(name => all.has(name)).map(name => helpers[name].source.replace(/\bRANK\b/g, String(rank)));
}
