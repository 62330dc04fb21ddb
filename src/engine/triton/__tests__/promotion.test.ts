import type { DtypeName } from '../dtype';
import { scalar } from '../dtype';
import { computationType } from '../promotion';

/** Both tables are what Triton 3.8's own rule answers; `-` stands for a type error. */
const NAMES = 'int1 int8 int16 int32 int64 uint8 uint16 uint32 uint64 fp8e4nv fp8e5 fp16 bf16 fp32 fp64'.split(' ') as DtypeName[];

const TENSORS = `
int1     int1    int8    int16   int32   int64   uint8   uint16  uint32  uint64  -       -       fp16    fp32    fp32    fp64
int8     int8    int8    int16   int32   int64   uint8   uint16  uint32  uint64  -       -       fp16    fp32    fp32    fp64
int16    int16   int16   int16   int32   int64   int16   uint16  uint32  uint64  -       -       fp16    fp32    fp32    fp64
int32    int32   int32   int32   int32   int64   int32   int32   uint32  uint64  -       -       fp16    fp32    fp32    fp64
int64    int64   int64   int64   int64   int64   int64   int64   int64   uint64  -       -       fp16    fp32    fp32    fp64
uint8    uint8   uint8   int16   int32   int64   uint8   uint16  uint32  uint64  -       -       fp16    fp32    fp32    fp64
uint16   uint16  uint16  uint16  int32   int64   uint16  uint16  uint32  uint64  -       -       fp16    fp32    fp32    fp64
uint32   uint32  uint32  uint32  uint32  int64   uint32  uint32  uint32  uint64  -       -       fp16    fp32    fp32    fp64
uint64   uint64  uint64  uint64  uint64  uint64  uint64  uint64  uint64  uint64  -       -       fp16    fp32    fp32    fp64
fp8e4nv  -       -       -       -       -       -       -       -       -       fp8e4nv fp16    fp16    fp32    fp32    fp64
fp8e5    -       -       -       -       -       -       -       -       -       fp16    fp8e5   fp16    fp32    fp32    fp64
fp16     fp16    fp16    fp16    fp16    fp16    fp16    fp16    fp16    fp16    fp16    fp16    fp16    fp16    fp32    fp64
bf16     fp32    fp32    fp32    fp32    fp32    fp32    fp32    fp32    fp32    fp32    fp32    fp16    bf16    fp32    fp64
fp32     fp32    fp32    fp32    fp32    fp32    fp32    fp32    fp32    fp32    fp32    fp32    fp32    fp32    fp32    fp64
fp64     fp64    fp64    fp64    fp64    fp64    fp64    fp64    fp64    fp64    fp64    fp64    fp64    fp64    fp64    fp64`;

const DIVISIONS = `
int1     int1    -       -       -       -       uint8   uint16  uint32  uint64  -       -       fp32    fp32    fp32    fp64
int8     -       int8    int16   int32   int64   -       -       -       -       -       -       fp32    fp32    fp32    fp64
int32    -       int32   int32   int32   int64   -       -       -       -       -       -       fp32    fp32    fp32    fp64
uint32   uint32  -       -       -       -       uint32  uint32  uint32  uint64  -       -       fp32    fp32    fp32    fp64
fp8e4nv  -       -       -       -       -       -       -       -       -       fp8e4nv fp16    fp32    fp32    fp32    fp64
fp16     fp32    fp32    fp32    fp32    fp32    fp32    fp32    fp32    fp32    fp32    fp32    fp32    fp32    fp32    fp64
bf16     fp32    fp32    fp32    fp32    fp32    fp32    fp32    fp32    fp32    fp32    fp32    fp32    fp32    fp32    fp64`;

const NUMBERS = `
int1    int1    int8    int16   int32   int64   uint8   uint16  uint32  uint64  fp8e4nv fp8e5   fp16    bf16    fp32    fp64
int32   int32   int8    int16   int32   int64   uint8   uint16  uint32  uint64  fp8e4nv fp8e5   fp16    bf16    fp32    fp64
fp32    fp32    fp32    fp32    fp32    fp32    fp32    fp32    fp32    fp32    fp8e4nv fp8e5   fp16    bf16    fp32    fp64`;

const NUMBER_DIVISIONS = `
int1    int1    int8    int16   int32   int64   uint8   uint16  uint32  uint64  fp8e4nv fp8e5   fp32    fp32    fp32    fp64
int32   -       int8    int16   int32   int64   uint8   uint16  uint32  uint64  fp8e4nv fp8e5   fp32    fp32    fp32    fp64
fp32    fp32    fp32    fp32    fp32    fp32    fp32    fp32    fp32    fp32    fp8e4nv fp8e5   fp32    fp32    fp32    fp64`;

test.each([
  ['two tensors', TENSORS, false, false],
  ['two tensors, dividing', DIVISIONS, false, true],
  ['a number and a tensor', NUMBERS, true, false],
  ['a number and a tensor, dividing', NUMBER_DIVISIONS, true, true]
])('%s', (_title, table, weak, divides) => {
  const answer = table.trim().split('\n').map(line => {
    const row = line.split(/\s+/)[0] as DtypeName;
    const cells = NAMES.map(column => {
      const dtype = computationType({ dtype: scalar(row), weak }, { dtype: scalar(column), weak: false }, divides);
      return dtype?.kind === 'scalar' ? dtype.name : '-';
    });
    return [row, ...cells].join(' ');
  });
  expect(answer).toEqual(table.trim().split('\n').map(line => line.trim().split(/\s+/).join(' ')));
});
