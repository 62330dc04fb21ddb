/** Elementwise functions, of `triton.language` and of libdevice alike. */
import type { Rational } from '../../term/rational';
import type { Domain, ElementwiseOp, Value } from '../domain';
import { classOf, type Dtype, isBool, isFloat, isInteger, sameDtype, scalar } from '../dtype';
import { binary, cast, result, toCondition, toTensor, trueDivision, unify } from '../operators';
import { unsupported, wrong } from '../run';
import { describe, dtypeName, tensor } from '../values';
import { argument, type Builtin, builtin, type BuiltinCall, type BuiltinTable, optional, tensorArgument } from './table';

const INT1 = scalar('int1');
const ZERO: Rational = { numerator: 0n, denominator: 1n };

/** Functions of one float: the result has its dtype. Spellings of one function stand side by side. */
const floatFunctions: Readonly<Record<string, ElementwiseOp>> = {
  exp: 'exp', fast_expf: 'exp',
  exp2: 'exp2', fast_exp2f: 'exp2',
  expm1: 'expm1',
  log: 'log', fast_logf: 'log', ln: 'log',
  log2: 'log2', fast_log2f: 'log2',
  log10: 'log10', fast_log10f: 'log10',
  log1p: 'log1p',
  sqrt: 'sqrt', sqrt_rn: 'sqrt', sqrt_rz: 'sqrt', sqrt_rd: 'sqrt', sqrt_ru: 'sqrt',
  rsqrt: 'rsqrt', rsqrt_rn: 'rsqrt',
  sin: 'sin', fast_sinf: 'sin', cos: 'cos', fast_cosf: 'cos', tan: 'tan', fast_tanf: 'tan',
  asin: 'asin', acos: 'acos', atan: 'atan', sinh: 'sinh', cosh: 'cosh', tanh: 'tanh', fast_tanhf: 'tanh', fast_tanh: 'tanh', asinh: 'asinh', acosh: 'acosh', atanh: 'atanh',
  erf: 'erf', sigmoid: 'sigmoid', floor: 'floor', ceil: 'ceil', trunc: 'truncate', rint: 'round', nearbyint: 'round'
};

const floatTests: Readonly<Record<string, ElementwiseOp>> = { isnan: 'isnan', isinf: 'isinf', finitef: 'isfinite', isfinited: 'isfinite', isfinite: 'isfinite' };

const binaryFunctions: Readonly<Record<string, ElementwiseOp>> = { pow: 'pow', fast_powf: 'pow', atan2: 'atan2', fmod: 'fmod' };

const operators = {
  add: '+', add_rn: '+', add_rz: '+', add_rd: '+', add_ru: '+', sub: '-', sub_rn: '-', sub_rz: '-', sub_rd: '-', sub_ru: '-', mul: '*', mul_rn: '*', mul_rz: '*', mul_rd: '*', mul_ru: '*'
} as const;

const divisions = ['fdiv', 'div_rn', 'div_rz', 'div_rd', 'div_ru', 'fast_dividef'];

/** An argument that must be a float; integers are a compile error in Triton too. */
function floatArgument<T>(call: BuiltinCall<T>, name: string): T {
  const value = tensorArgument(call, name);
  const dtype = call.run.domain.dtype(value);
  if (!isFloat(dtype)) {
    throw wrong(call.span, `${call.name}() needs floating-point numbers, not ${dtypeName(dtype)}`);
  }
  return value;
}

const floatFunction = (op: ElementwiseOp): Builtin =>
  builtin('x, !_semantic', call => {
    const x = floatArgument(call, 'x');
    return tensor(call.run.domain.elementwise(op, [x], call.run.domain.dtype(x), call.span));
  });

const floatTest = (op: ElementwiseOp): Builtin =>
  builtin('x', call => tensor(call.run.domain.elementwise(op, [floatArgument(call, 'x')], INT1, call.span)));

const floatBinary = (op: ElementwiseOp): Builtin =>
  builtin('x, y', call => {
    const { domain } = call.run;
    const { left, right, dtype } = unify(domain, argument(call, 'x'), argument(call, 'y'), { strong: true }, call.span);
    const floating = isFloat(dtype) ? dtype : scalar('fp32');
    return tensor(domain.elementwise(op, [cast(domain, left, floating, call.span), cast(domain, right, floating, call.span)], floating, call.span));
  });

const division = builtin('x, y, ieee_rounding?', call => {
  for (const name of ['x', 'y']) {
    floatArgument(call, name);
  }
  const [x, y] = ['x', 'y'].map(name => tensor(tensorArgument(call, name)));
  return trueDivision(call.run.domain, x, y, call.span);
});

/** `propagate_nan=tl.PropagateNan.ALL`. */
function propagatesNan<T>(call: BuiltinCall<T>): boolean {
  const choice = optional(call, 'propagate_nan');
  if (choice === null) {
    return false;
  }
  if (choice.kind !== 'builtin' || !/^tl\.PropagateNan\.(ALL|NONE)$/.test(choice.path)) {
    throw wrong(call.span, "propagate_nan must be tl.PropagateNan.ALL or tl.PropagateNan.NONE");
  }
  return choice.path.endsWith('ALL');
}

/** The greater or smaller of two values; of constexprs a constexpr. */
export function extreme<T>(domain: Domain<T>, op: ElementwiseOp, a: Value<T>, b: Value<T>, strong: boolean, call: BuiltinCall<T>): Value<T> {
  const { left, right, dtype } = unify(domain, a, b, { strong }, call.span);
  // Integers have no NaN to propagate.
  const plain = isFloat(dtype) ? op : op === 'maxnan' ? 'max' : op === 'minnan' ? 'min' : op;
  const value = domain.elementwise(plain, [left, right], dtype, call.span);
  return strong ? tensor(value) : result(domain, [a, b], value);
}

const extremeOf = (op: 'max' | 'min'): Builtin =>
  builtin('x, y, propagate_nan?', call => {
    const nan = propagatesNan(call);
    return extreme(call.run.domain, nan ? `${op}nan` : op, argument(call, 'x'), argument(call, 'y'), true, call);
  });

const clamp = builtin('x, min, max, propagate_nan?', call => {
  const { domain } = call.run;
  const nan = propagatesNan(call);
  const x = tensor(floatArgument(call, 'x'));
  const raised = extreme(domain, nan ? 'maxnan' : 'max', x, argument(call, 'min'), true, call);
  return extreme(domain, nan ? 'minnan' : 'min', raised, argument(call, 'max'), true, call);
});

const where = builtin('condition, x, y', call => {
  const { domain } = call.run;
  const condition = toCondition(domain, tensorArgument(call, 'condition'), call.span);
  const [x, y] = [argument(call, 'x'), argument(call, 'y')];
  const pointers = [x, y].filter(value => value.kind === 'tensor' && domain.dtype(value.tensor).kind === 'pointer');
  if (pointers.length === 0) {
    const { left, right, dtype } = unify(domain, x, y, {}, call.span);
    return tensor(domain.elementwise('select', [condition, left, right], dtype, call.span));
  }
  const [left, right] = [toTensor(domain, x, call.span), toTensor(domain, y, call.span)];
  if (!sameDtype(domain.dtype(left), domain.dtype(right))) {
    throw wrong(call.span, `${describe(x, domain)} and ${describe(y, domain)} cannot be combined`);
  }
  return tensor(domain.elementwise('select', [condition, left, right], domain.dtype(left), call.span));
});

const abs = builtin('x', call => {
  const { domain } = call.run;
  const x = tensorArgument(call, 'x');
  const dtype = domain.dtype(x);
  if (isFloat(dtype) || classOf(dtype) === 'signed') {
    return tensor(domain.elementwise('abs', [x], dtype, call.span));
  }
  if (isInteger(dtype) || isBool(dtype)) {
    return tensor(x);
  }
  throw wrong(call.span, `abs() is not defined for ${dtypeName(dtype)}`);
});

const fma = builtin('x, y, z', call => {
  const { domain } = call.run;
  const [x, y, z] = ['x', 'y', 'z'].map(name => tensor(tensorArgument(call, name)));
  const product = unify(domain, x, y, { strong: true }, call.span);
  const sum = unify(domain, tensor(product.left), z, { strong: true }, call.span);
  const args = [product.left, product.right, sum.right].map(value => cast(domain, value, sum.dtype, call.span));
  return tensor(domain.elementwise('fma', args, sum.dtype, call.span));
});

/** The dtype that a cast names. */
export function dtypeArgument<T>(call: BuiltinCall<T>, name: string): Dtype {
  const value = argument(call, name);
  if (value.kind !== 'dtype') {
    throw wrong(call.span, `${call.name}(): '${name}' must be a dtype, not ${describe(value, call.run.domain)}`);
  }
  return value.dtype;
}

const castTo = builtin('input, dtype, fp_downcast_rounding?, bitcast?', call => {
  const { domain } = call.run;
  const dtype = dtypeArgument(call, 'dtype');
  const bits = optional(call, 'bitcast');
  const rounding = optional(call, 'fp_downcast_rounding');
  if (rounding?.kind === 'string' && rounding.value !== 'rtne') {
    throw unsupported('fp_downcast_rounding', call.span, `rounding '${rounding.value}' is not supported`);
  }
  const value = tensorArgument(call, 'input');
  if (bits && !(bits.kind === 'bool' && !bits.value) && dtype.kind === 'scalar' && domain.dtype(value).kind === 'scalar') {
    return tensor(sameDtype(domain.dtype(value), dtype) ? value : domain.bitcast(value, dtype, call.span));
  }
  // Also to the dtype that it has: that a cast was asked for tells symbolic execution something.
  return tensor(dtype.kind === 'scalar' && domain.dtype(value).kind === 'scalar' ? domain.cast(value, dtype, call.span) : cast(domain, value, dtype, call.span));
});

/** Integer division of runtime values that floors: PyTorch's compiler builds it from Triton's, which truncates. */
const floorOperation = (op: 'floordiv' | 'mod'): Builtin =>
  builtin('a, b', call => {
    const { left, right, dtype } = unify(call.run.domain, argument(call, 'a'), argument(call, 'b'), { divides: true }, call.span);
    if (isFloat(dtype)) {
      throw wrong(call.span, `${call.name}() needs integers`);
    }
    return tensor(call.run.domain.elementwise(op, [left, right], dtype, call.span));
  });

/** Reinterpretations of libdevice: `float_as_int` and the like. */
const bitcastTo = (name: Parameters<typeof scalar>[0]): Builtin =>
  builtin('x', call => tensor(call.run.domain.bitcast(tensorArgument(call, 'x'), scalar(name), call.span)));

const reciprocal = builtin('x', call => {
  const { domain } = call.run;
  const x = floatArgument(call, 'x');
  const dtype = domain.dtype(x);
  return tensor(domain.elementwise('div', [domain.constant({ numerator: 1n, denominator: 1n }, dtype), x], dtype, call.span));
});

const rows = <K extends string>(names: Readonly<Record<string, K>>, make: (value: K) => Builtin): [string, Builtin][] =>
  Object.entries<K>(names).map(([name, value]) => [`tl.${name}`, make(value)]);

export const mathBuiltins: BuiltinTable = Object.fromEntries([
  ...rows(floatFunctions, floatFunction),
  ...rows(floatTests, floatTest),
  ...rows(binaryFunctions, floatBinary),
  ...rows(operators, op => builtin('x, y, !sanitize_overflow', call => binary(call.run.domain, op, argument(call, 'x'), argument(call, 'y'), call.span))),
  ...divisions.map(name => [`tl.${name}`, division] as const),
  ...rows({ float_as_int: 'int32', float_as_uint: 'uint32', int_as_float: 'fp32', uint_as_float: 'fp32' } as const, bitcastTo),
  ...['rcp_rn', 'rcp_rz', 'rcp_rd', 'rcp_ru'].map(name => [`tl.${name}`, reciprocal] as const),
  ['inductor.div_floor_integer', floorOperation('floordiv')],
  ['inductor.remainder_integer', floorOperation('mod')],
  ['tl.maximum', extremeOf('max')],
  ['tl.minimum', extremeOf('min')],
  ['tl.clamp', clamp],
  ['tl.where', where],
  ['tl.abs', abs],
  ['tl.fma', fma],
  ['tl.fma_rn', fma],
  ['tl.cast', castTo],
  ['tl.logical_and', builtin('x, y', call => logical(call, 'and'))],
  ['tl.logical_or', builtin('x, y', call => logical(call, 'or'))]
]);

function logical<T>(call: BuiltinCall<T>, op: 'and' | 'or'): Value<T> {
  const { domain } = call.run;
  const [x, y] = ['x', 'y'].map(name => toCondition(domain, tensorArgument(call, name), call.span));
  return tensor(domain.elementwise(op, [x, y], INT1, call.span));
}

/** Zero in a dtype. */
export const zeroOf = <T>(domain: Domain<T>, dtype: Dtype): T => domain.constant(isFloat(dtype) ? ZERO : isBool(dtype) ? false : 0n, dtype);
