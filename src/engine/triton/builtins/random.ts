/** Random numbers: Philox itself, and the distributions that Triton makes of it. */
import { bitsOf, isInteger } from '../dtype';
import { toTensor } from '../operators';
import { unsupported, wrong } from '../run';
import { integerOf, tensor, tuple } from '../values';
import { argument, type Builtin, builtin, type BuiltinCall, type BuiltinTable, optional } from './table';

function expectTenRounds<T>(call: BuiltinCall<T>): void {
  const rounds = optional(call, 'n_rounds');
  if (rounds && integerOf(rounds) !== 10n) {
    throw unsupported('n_rounds', call.span, 'a number of rounds other than 10 is not supported');
  }
}

const tensors = <T>(call: BuiltinCall<T>, ...names: readonly string[]): T[] => names.map(name => toTensor(call.run.domain, argument(call, name), call.span));

const draw = (kind: 'rand' | 'randn' | 'randint'): Builtin =>
  builtin('seed, offset, n_rounds?', call => {
    expectTenRounds(call);
    const [seed, offset] = tensors(call, 'seed', 'offset');
    return tensor(call.run.domain.random(kind, seed, offset, call.span));
  });

/** An integer of 32 bits, signed or not: only its bits count. */
function expectWord<T>(call: BuiltinCall<T>, value: T, what: string): void {
  const dtype = call.run.domain.dtype(value);
  if (!isInteger(dtype)) {
    throw wrong(call.span, `${call.name}(): ${what} must be an integer`);
  }
  if (bitsOf(dtype) !== 32) {
    throw unsupported('philox', call.span, `${call.name}() of ${bitsOf(dtype)}-bit integers is not supported`);
  }
}

const philox: Builtin = builtin('seed, c0, c1, c2, c3, n_rounds?', call => {
  expectTenRounds(call);
  const [seed, c0, c1, c2, c3] = tensors(call, 'seed', 'c0', 'c1', 'c2', 'c3');
  [c0, c1, c2, c3].forEach(counter => expectWord(call, counter, 'a counter'));
  return tuple(call.run.domain.philox(seed, [c0, c1, c2, c3], call.span).map(word => tensor(word)));
});

const uniform: Builtin = builtin('x', call => {
  const [words] = tensors(call, 'x');
  expectWord(call, words, 'what is scaled');
  return tensor(call.run.domain.uniform(words, call.span));
});

export const randomBuiltins: BuiltinTable = {
  'tl.rand': draw('rand'),
  'tl.randn': draw('randn'),
  'tl.randint': draw('randint'),
  'tl.philox': philox,
  'tl.uint_to_uniform_float': uniform
};
