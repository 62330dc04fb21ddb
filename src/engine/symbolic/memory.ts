/** Accesses to memory during symbolic execution. */
import * as T from '../term';
import type { Term } from '../term';
import type { AtomicOp } from '../triton/domain';
import type { Dtype } from '../triton/dtype';
import type { Span } from '../span';
import { Unsupported } from '../triton/unsupported';
import type { Load } from './denotation';
import { contentSeen } from './order';
import type { Recording } from './recording';
import { expectInteger, Retype } from './retype';
import { commonShape } from './shapes';
import { sortOf, type SymbolicTensor } from './tensor';

type Tensor = SymbolicTensor;

/** pointer + integer offset, in elements. */
export function offset(record: Recording, pointer: Tensor, by: Tensor, span: Span): Tensor {
  if (by.element.sort !== 'Int') {
    throw expectInteger(by.element, record.elementSorts, span, 'a pointer offset');
  }
  const truncated = truncatedContents(by.element);
  if (truncated.length > 0) {
    throw new Retype(truncated, 'Int');
  }
  const shape = commonShape([pointer, by], span);
  return { dtype: pointer.dtype, shape, element: T.add(pointer.element, by.element), base: pointer.base, constexpr: false };
}


function access(record: Recording, pointer: Tensor, mask: Tensor | null, span: Span): Pick<Load, 'buffer' | 'address' | 'guard' | 'shape' | 'loops'> {
  if (pointer.base === null || pointer.dtype.kind !== 'pointer') {
    throw new Unsupported('pointer', span, 'this is not a pointer argument plus an offset');
  }
  const shape = commonShape(mask ? [pointer, mask] : [pointer], span);
  return { buffer: pointer.base, address: pointer.element, guard: T.and(record.guard, mask ? mask.element : T.TRUE), shape, loops: [...record.counters] };
}

/** The content at an address; `other` null: masked-off lanes are undefined. */
export function load(record: Recording, pointer: Tensor, mask: Tensor | null, other: Tensor | null, span: Span): Tensor {
  const at = access(record, pointer, mask, span);
  const dtype = (pointer.dtype as { element: Dtype }).element;
  const sort = sortOf(dtype);
  const onPath = record.barriers.filter(b => T.conjuncts(b.guard).every(c => record.guards.flatMap(T.conjuncts).includes(c)));
  const { content, sees } = contentSeen(record.effects, at, T.read(at.buffer, at.address, sort), onPath.map(b => b.order));
  record.loads.push({ ...at, sort, span, order: record.nextOrder(), sees });
  const element = mask ? T.select(mask.element, content, other ? other.element : T.special('undefined', sort)) : content;
  return record.note({ dtype, shape: at.shape, element, base: null, constexpr: false }, span);
}

/** Records a store under its guard. */
export function store(record: Recording, pointer: Tensor, value: Tensor, mask: Tensor | null, span: Span): void {
  const at = access(record, pointer, mask, span);
  const shape = commonShape([pointer, value, ...(mask ? [mask] : [])], span);
  record.effects.push({ ...at, shape, atomic: null, value: value.element, span, order: record.nextOrder() });
}

/** Records an atomic. What it returns depends on the order of programs: it is undefined, so that a use of it is seen. */
export function atomic(record: Recording, op: AtomicOp, pointer: Tensor, value: Tensor, mask: Tensor | null, span: Span): Tensor {
  if (op === 'cas' || op === 'xchg') {
    throw new Unsupported(`tl.atomic_${op}`, span, `tl.atomic_${op} is a matter of order, which programs do not have`);
  }
  const at = access(record, pointer, mask, span);
  const shape = commonShape([pointer, value, ...(mask ? [mask] : [])], span);
  record.effects.push({ ...at, shape, atomic: op, value: value.element, span, order: record.nextOrder() });
  const { element: dtype } = pointer.dtype as { element: Dtype };
  return { dtype, shape, element: T.special('undefined', sortOf(dtype)), base: null, constexpr: false };
}

/** Buffers whose contents are cast to an integer as they stand: indices, when they end in an address. */
function truncatedContents(t: Term): string[] {
  const names: string[] = [];
  for (const u of T.subterms(t)) {
    if (T.isApply(u, 'trunc') && u.args[0].kind === 'read') {
      names.push(u.args[0].buffer);
    }
  }
  return names;
}
