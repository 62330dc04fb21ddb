/** Python's own functions, the compile-time helpers of Triton, and what has no effect on values. */
import { floor as floorRational, rational } from '../../term/rational';
import type { Value } from '../domain';
import { dtypeNamed } from '../dtype-attributes';
import { type Dtype, pointerTo, scalar } from '../dtype';
import { binary, compare, toDtype, unary } from '../operators';
import { pythonCompare } from '../python-numbers';
import { unsupported, wrong } from '../run';
import { bool, describe, dtypeValue, float, floatFromNumber, floatOf, floatToNumber, int, integerOf, isPythonNumber, none, type PythonNumber, string, tensor, truth, tuple } from '../values';
import { extreme, mathBuiltins } from './math';
import { argument, type Builtin, builtin, type BuiltinCall, type BuiltinTable, optional } from './table';

/** A number that Python knows, perhaps through the domain. */
function numberArgument<T>(call: BuiltinCall<T>, name: string): PythonNumber {
  const value = argument(call, name);
  if (isPythonNumber(value)) {
    return value;
  }
  const known = value.kind === 'tensor' ? call.run.domain.integer(value.tensor) : null;
  if (known === null) {
    throw wrong(call.span, `${call.name}() needs a constant number, not ${describe(value, call.run.domain)}`);
  }
  return { kind: 'int', value: known };
}

const itemsOf = <T>(call: BuiltinCall<T>, value: Value<T>): readonly Value<T>[] => {
  if (value.kind === 'tuple') {
    return value.items;
  }
  if (value.kind === 'range') {
    const [start, stop, step] = [value.start, value.stop, value.step].map(bound => integerOf(bound));
    if (start !== null && stop !== null && step !== null && step !== 0n && (stop - start) / step < 4096n) {
      const items: Value<T>[] = [];
      for (let i = start; step > 0n ? i < stop : i > stop; i += step) {
        items.push(int(i));
      }
      return items;
    }
  }
  throw wrong(call.span, `${call.name}() needs a tuple, not ${describe(value, call.run.domain)}`);
};

const extremeOf = (op: 'max' | 'min'): Builtin =>
  builtin('*values', call => {
    const values = call.rest.length === 1 && call.rest[0].kind === 'tuple' ? call.rest[0].items : call.rest;
    if (values.length === 0) {
      throw wrong(call.span, `${op}() needs a value`);
    }
    return values.reduce((a, b) => {
      if (isPythonNumber(a) && isPythonNumber(b)) {
        return pythonCompare(op === 'max' ? '<' : '>', a, b) ? b : a;
      }
      const { domain } = call.run;
      const constant = [a, b].every(value => isPythonNumber(value) || (value.kind === 'tensor' && value.runtime !== true && domain.isConstexpr(value.tensor)));
      return extreme(domain, op, a, b, !constant, call);
    });
  });

const conversionToInt = builtin('x', call => {
  const value = argument(call, 'x');
  if (value.kind === 'tensor') {
    return tensor(toDtype(call.run.domain, value, scalar('int32'), call.span));
  }
  if (value.kind === 'string' && /^[+-]?\d+$/.test(value.value.trim())) {
    return int(BigInt(value.value.trim()));
  }
  const number = numberArgument(call, 'x');
  const exact = floatOf(number);
  if (typeof exact === 'string') {
    throw wrong(call.span, `int() of ${exact}`);
  }
  return int(exact.numerator < 0n ? -floorRational(rational(-exact.numerator, exact.denominator)) : floorRational(exact));
});

const conversionToFloat = builtin('x', call => {
  const value = argument(call, 'x');
  if (value.kind === 'tensor') {
    return tensor(toDtype(call.run.domain, value, scalar('fp32'), call.span));
  }
  if (value.kind === 'string') {
    const text = value.value.trim().toLowerCase();
    const special = /^([+-]?)(inf|infinity|nan)$/.exec(text);
    const number = special ? (special[2] === 'nan' ? NaN : special[1] === '-' ? -Infinity : Infinity) : Number(text);
    if (text === '' || (!special && Number.isNaN(number))) {
      throw wrong(call.span, `could not convert string to float: '${value.value}'`);
    }
    return float(floatFromNumber(number));
  }
  return float(floatOf(numberArgument(call, 'x')));
});

const length = builtin('x', call => {
  const value = argument(call, 'x');
  if (value.kind === 'string') {
    return int(value.value.length);
  }
  if (value.kind === 'tensor') {
    throw wrong(call.span, 'len() of a block: use its shape');
  }
  return int(itemsOf(call, value).length);
});

/** The classes of `isinstance`. */
const classTests: Readonly<Record<string, <T>(value: Value<T>) => boolean>> = {
  'tl.tensor': value => value.kind === 'tensor',
  'tl.constexpr': value => value.kind !== 'tensor' && value.kind !== 'tuple',
  'tl.tuple': value => value.kind === 'tuple',
  'tl.dtype': value => value.kind === 'dtype',
  'builtins.tuple': value => value.kind === 'tuple',
  'builtins.list': value => value.kind === 'tuple',
  'builtins.int': value => value.kind === 'int' || value.kind === 'bool',
  'builtins.float': value => value.kind === 'float',
  'builtins.bool': value => value.kind === 'bool',
  'builtins.str': value => value.kind === 'string'
};

const isInstance = builtin('value, classes', call => {
  const classes = argument(call, 'classes');
  const tests = (classes.kind === 'tuple' ? classes.items : [classes]).map(item => (item.kind === 'builtin' ? classTests[item.path] : undefined));
  const unknown = tests.indexOf(undefined);
  if (unknown >= 0) {
    throw unsupported('isinstance', call.span, 'isinstance() with this class is not supported');
  }
  return bool(tests.some(test => test!(argument(call, 'value'))));
});

/** One range for `range`, `tl.range` and `tl.static_range`. */
const range = (unrolled: boolean): Builtin =>
  builtin('arg1, arg2?, step?, !num_stages, !loop_unroll_factor, !disallow_acc_multi_buffer, !flatten, !warp_specialize, !disable_licm', call => {
    const second = optional(call, 'arg2');
    const first = argument(call, 'arg1');
    return { kind: 'range', start: second ? first : int(0), stop: second ?? first, step: optional(call, 'step') ?? int(1), unrolled };
  });

const nextPowerOfTwo = builtin('n', call => {
  const n = integerOf(numberArgument(call, 'n') as Value<never>);
  if (n === null) {
    throw wrong(call.span, 'next_power_of_2() needs an integer');
  }
  return int(n <= 0n ? 0n : 2n ** BigInt((n - 1n).toString(2).length - (n === 1n ? 1 : 0)));
});

const numeric = (compute: (...values: number[]) => number, parameters = 'x'): Builtin =>
  builtin(parameters, call => {
    const names = parameters.split(', ');
    return float(floatFromNumber(compute(...names.map(name => floatToNumber(floatOf(numberArgument(call, name)))))));
  });

const toInteger = (compute: (value: number) => number): Builtin =>
  builtin('x', call => {
    const value = compute(floatToNumber(floatOf(numberArgument(call, 'x'))));
    if (!Number.isFinite(value)) {
      throw wrong(call.span, `${call.name}() of a value that is not finite`);
    }
    return int(value);
  });

const staticAssert = builtin('cond, msg?', call => {
  const condition = argument(call, 'cond');
  const message = optional(call, 'msg');
  if (condition.kind !== 'tensor' && truth(condition) === false) {
    throw wrong(call.span, `the static assertion fails${message?.kind === 'string' && message.value !== '' ? `: ${message.value}` : ''}`);
  }
  return none();
});

const nothing = builtin('*values, !sep, !end, !file, !flush, !hex, !prefix, !msg, !mask, !cond', () => none());

const absolute = builtin('x', call => {
  const value = argument(call, 'x');
  if (isPythonNumber(value)) {
    return pythonCompare('<', value, { kind: 'int', value: 0n }) ? unary(call.run.domain, '-', value, call.span) : value.kind === 'bool' ? int(BigInt(value.value)) : value;
  }
  return mathBuiltins['tl.abs'].run(call);
});

const fold = (op: 'any' | 'all'): Builtin =>
  builtin('x', call => bool(itemsOf(call, argument(call, 'x'))[op === 'any' ? 'some' : 'every'](item => truth(item) === true)));

const attributeOf = builtin('object, name, default?', call => {
  const name = argument(call, 'name');
  const object = argument(call, 'object');
  if (name.kind !== 'string') {
    throw wrong(call.span, 'getattr() needs the name as a string');
  }
  if (object.kind === 'builtin') {
    const path = `${object.path}.${name.value}`;
    const dtype = object.path === 'tl' ? dtypeNamed(name.value) : null;
    return dtype ? dtypeValue(dtype) : { kind: 'builtin', path };
  }
  throw unsupported('getattr', call.span, 'getattr() is not supported here');
});

const dtypeFrom = builtin('name', call => {
  const name = argument(call, 'name');
  const dtype = name.kind === 'string' ? dtypeNamed(name.value) : name.kind === 'dtype' ? name.dtype : null;
  if (!dtype) {
    throw wrong(call.span, 'this names no dtype');
  }
  return dtypeValue(dtype);
});

const pointerType = builtin('element_ty, !address_space, !const', call => {
  const element = argument(call, 'element_ty');
  if (element.kind !== 'dtype') {
    throw wrong(call.span, 'pointer_type() needs a dtype');
  }
  const dtype: Dtype = pointerTo(element.dtype);
  return dtypeValue(dtype);
});

export const pythonBuiltins: BuiltinTable = {
  'builtins.max': extremeOf('max'),
  'builtins.min': extremeOf('min'),
  'builtins.int': conversionToInt,
  'builtins.float': conversionToFloat,
  'builtins.bool': builtin('x', call => {
    const value = argument(call, 'x');
    return value.kind === 'tensor' ? compare(call.run.domain, '!=', value, int(0), call.span) : bool(truth(value)!);
  }),
  'builtins.str': builtin('x', call => {
    const value = argument(call, 'x');
    return value.kind === 'string' ? value : string(value.kind === 'int' ? value.value.toString() : describe(value, call.run.domain));
  }),
  'builtins.len': length,
  'builtins.abs': absolute,
  'builtins.isinstance': isInstance,
  'builtins.getattr': attributeOf,
  'builtins.any': fold('any'),
  'builtins.all': fold('all'),
  'builtins.sum': builtin('x, start?', call => itemsOf(call, argument(call, 'x')).reduce((a, b) => binary(call.run.domain, '+', a, b, call.span), optional(call, 'start') ?? int(0))),
  'builtins.pow': builtin('x, y', call => binary(call.run.domain, '**', argument(call, 'x'), argument(call, 'y'), call.span)),
  'builtins.round': toInteger(x => (Math.abs(x % 1) === 0.5 ? 2 * Math.round(x / 2) : Math.round(x))),
  'builtins.tuple': builtin('x?', call => tuple(optional(call, 'x') ? itemsOf(call, argument(call, 'x')) : [])),
  'builtins.list': builtin('x?', call => tuple(optional(call, 'x') ? itemsOf(call, argument(call, 'x')) : [])),
  'builtins.zip': builtin('*values', call => {
    const lists = call.rest.map(value => itemsOf(call, value));
    return tuple(Array.from({ length: Math.min(...lists.map(list => list.length)) }, (_, i) => tuple(lists.map(list => list[i]))));
  }),
  'builtins.enumerate': builtin('x', call => tuple(itemsOf(call, argument(call, 'x')).map((item, i) => tuple([int(i), item])))),
  'builtins.reversed': builtin('x', call => tuple([...itemsOf(call, argument(call, 'x'))].reverse())),
  'builtins.range': range(false),
  'builtins.print': nothing,
  'tl.range': range(false),
  'tl.static_range': range(true),
  'tl.constexpr': builtin('value', call => argument(call, 'value')),
  'tl.tuple': builtin('x', call => tuple(itemsOf(call, argument(call, 'x')))),
  'tl.dtype': dtypeFrom,
  'tl.pointer_type': pointerType,
  'tl.get_int_dtype': builtin('bitwidth, signed', call => {
    const bits = floatToNumber(floatOf(numberArgument(call, 'bitwidth')));
    const dtype = dtypeNamed(`${truth(argument(call, 'signed')) ? 'int' : 'uint'}${bits}`);
    if (!dtype) {
      throw wrong(call.span, `there is no integer dtype of ${bits} bits`);
    }
    return dtypeValue(dtype);
  }),
  'tl.next_power_of_2': nextPowerOfTwo,
  'tl.static_assert': staticAssert,
  'tl.static_print': nothing,
  'tl.device_print': nothing,
  'tl.device_assert': nothing,
  'tl.cuda.gdc_wait': nothing,
  'tl.cuda.gdc_launch_dependents': nothing,
  'math.sqrt': numeric(Math.sqrt),
  'math.exp': numeric(Math.exp),
  'math.log': builtin('x, base?', call => {
    const value = floatToNumber(floatOf(numberArgument(call, 'x')));
    return float(floatFromNumber(Math.log(value) / (optional(call, 'base') ? Math.log(floatToNumber(floatOf(numberArgument(call, 'base')))) : 1)));
  }),
  'math.log2': numeric(Math.log2),
  'math.log10': numeric(Math.log10),
  'math.pow': numeric(Math.pow, 'x, y'),
  'math.fabs': numeric(Math.abs),
  'math.tanh': numeric(Math.tanh),
  'math.ceil': toInteger(Math.ceil),
  'math.floor': toInteger(Math.floor)
};
