/** Loads, stores and atomics, lane by lane, with everything that goes wrong in them noticed. */
import type { AtomicOp } from '../triton/domain';
import type { Span } from '../span';
import { isFloat, type Dtype } from '../triton/dtype';
import { Unsupported } from '../triton/unsupported';
import { bigLane, numberLane, sizeOf, type Block, type Lanes, type Operand, type Shape, zeros } from './block';
import { fit, isWide, wrapBig, type Precision } from './conversion';
import { big, binary, narrow, type BigBinary, type Binary } from './elementwise-table';
import type { AccessKind, EventLog, Program } from './events';
import { atomicsOf, NOBODY, programOf, readsAs, readsOf, setElement, SEVERAL, writesOf, type Memory, type Storage, type Track } from './memory';

/** The run that accesses happen in; the interpreter sets `program` as it goes. */
export type AccessContext = {
  readonly memory: Memory;
  readonly log: EventLog;
  readonly grid: readonly [number, number, number];
  readonly precision: Precision;
  /** Number of the program in launch order. */
  program: number;
  /** Number of the access in the launch. */
  operation: number;
  /** The operation before which the last barrier stands. */
  barrier: number;
};

/** One access, its operands brought to the shape of its lanes. */
export type Access = {
  readonly kind: AccessKind;
  readonly shape: Shape;
  readonly pointer: Operand;
  readonly mask: Operand | null;
  readonly element: Dtype;
  readonly span: Span;
};

const idsOf = (context: AccessContext, number = context.program): Program => programOf(number, context.grid);

/** Whether the lane takes part. */
function active({ mask, span }: Access, i: number, context: AccessContext): boolean {
  if (mask === null) {
    return true;
  }
  const at = i * mask.step;
  const blame = mask.block.blame?.[at];
  if (blame) {
    context.log.add({ kind: 'undefined', reaches: 'mask', cause: context.log.cause(blame) }, idsOf(context), span);
  }
  return mask.block.data[at] !== 0;
}

type Cell = { storage: Storage; element: number };

/** Finds the element that a lane addresses; false, and an event, where there is none to be had. */
function locate(access: Access, i: number, context: AccessContext, cell: Cell): boolean {
  const { pointer, kind, span } = access;
  const at = i * pointer.step;
  const blame = pointer.block.blame?.[at];
  if (blame) {
    context.log.add({ kind: 'undefined', reaches: 'address', cause: context.log.cause(blame) }, idsOf(context), span);
  }
  const address = pointer.block.data[at] as number;
  const storage = context.memory.storage(address);
  const element = context.memory.element(storage, address);
  const inside = element >= 0 && element < storage.length;
  const gap = inside && storage.members !== null && storage.members[element] === 0;
  if (!inside || (gap && !(kind === 'load' && storage.gapsReadable))) {
    context.log.add({ kind: 'out-of-bounds', access: kind, buffer: storage.name, address: element, gap }, idsOf(context), span);
  }
  cell.storage = storage;
  cell.element = element;
  return inside;
}

function conflict(kind: 'write-conflict' | 'read-conflict', { storage, element }: Cell, other: number, context: AccessContext, span: Span): void {
  const program = other === SEVERAL ? (context.program === 0 ? 1 : 0) : other - 1;
  context.log.add({ kind, buffer: storage.name, address: element, other: idsOf(context, program) }, idsOf(context), span);
}

const isOther = (owner: number, context: AccessContext): boolean => owner !== NOBODY && owner !== context.program + 1;

/** Whether another lane of this program accessed the element since the last barrier, in an earlier operation. */
function unfenced(track: Track | null, element: number, lane: number, context: AccessContext): boolean {
  return (
    track !== null &&
    track.program[element] === context.program + 1 &&
    track.lane[element] !== lane &&
    (track.operation[element] as number) >= context.barrier &&
    track.operation[element] !== context.operation
  );
}

/** Marks the element as used by this lane. A lane of −1 stands for several. */
function mark(track: Track, element: number, lane: number, context: AccessContext): void {
  const mine = context.program + 1;
  const before = track.program[element] as number;
  const sameStretch = before === mine && (track.operation[element] as number) >= context.barrier;
  track.lane[element] = sameStretch && track.lane[element] !== lane ? -1 : lane;
  track.program[element] = before === NOBODY || before === mine ? mine : SEVERAL;
  track.operation[element] = context.operation;
}

function missingBarrier({ storage, element }: Cell, context: AccessContext, span: Span): void {
  context.log.add({ kind: 'missing-barrier', buffer: storage.name, address: element }, idsOf(context), span);
}

function noteRead(cell: Cell, lane: number, context: AccessContext, span: Span): void {
  const { storage, element } = cell;
  const writer = storage.writes?.program[element] || storage.atomics?.[element] || NOBODY;
  if (isOther(writer, context)) {
    conflict('read-conflict', cell, writer, context, span);
  } else if (unfenced(storage.writes, element, lane, context)) {
    missingBarrier(cell, context, span);
  }
  mark(readsOf(storage), element, lane, context);
}

const sameValue = (a: number | bigint, b: number | bigint): boolean => (a <= b && a >= b) || (a !== a && b !== b);

function noteWrite(cell: Cell, lane: number, value: number | bigint, context: AccessContext, span: Span): void {
  const { storage, element } = cell;
  const reader = storage.reads?.program[element] ?? NOBODY;
  const writer = storage.writes?.program[element] ?? NOBODY;
  const atomic = storage.atomics?.[element] ?? NOBODY;
  const differs = !sameValue(storage.data[element] as number | bigint, value);
  if (isOther(reader, context)) {
    conflict('read-conflict', cell, reader, context, span);
  } else if (unfenced(storage.reads, element, lane, context) || (differs && unfenced(storage.writes, element, lane, context))) {
    missingBarrier(cell, context, span);
  }
  if (isOther(atomic, context)) {
    conflict('write-conflict', cell, atomic, context, span);
  } else if (differs && (isOther(writer, context) || (writer !== NOBODY && storage.writes?.operation[element] === context.operation))) {
    conflict('write-conflict', cell, writer, context, span);
  }
  mark(writesOf(storage), element, lane, context);
}

function noteAtomic(cell: Cell, context: AccessContext, span: Span): void {
  const { storage, element } = cell;
  const reader = storage.reads?.program[element] ?? NOBODY;
  const writer = storage.writes?.program[element] ?? NOBODY;
  if (isOther(reader, context)) {
    conflict('read-conflict', cell, reader, context, span);
  }
  if (isOther(writer, context)) {
    conflict('write-conflict', cell, writer, context, span);
  }
  const owners = atomicsOf(storage);
  owners[element] = isOther(owners[element] as number, context) ? SEVERAL : context.program + 1;
}

function checkElement(access: Access, storage: Storage): void {
  if (!readsAs(storage, access.element)) {
    throw new Unsupported('pointer cast', access.span, `The memory of ${storage.name} is used as another type than it was made with.`);
  }
}

/** Result lanes that become bigints once one of them needs it. */
class LaneBuffer {
  data: Lanes;

  constructor(readonly size: number) {
    this.data = zeros(size);
  }

  set(i: number, value: number | bigint): void {
    if (typeof value === 'bigint' && !Array.isArray(this.data)) {
      this.data = Array.from(this.data, BigInt);
    }
    this.data[i] = Array.isArray(this.data) ? BigInt(value) : value;
  }
}

/** Masked-off lanes take `other`; without it they hold 0 and are undefined. */
export function load(access: Access, other: Operand | null, context: AccessContext): Block {
  const { shape, element, span } = access;
  const size = sizeOf(shape);
  const out = new LaneBuffer(size);
  const cell = {} as Cell;
  let blame: Uint16Array | null = null;
  const setBlame = (i: number, code: number): void => {
    blame ??= new Uint16Array(size);
    blame[i] = code;
  };
  context.operation++;
  for (let i = 0; i < size; i++) {
    if (active(access, i, context)) {
      if (locate(access, i, context, cell)) {
        const { storage } = cell;
        checkElement(access, storage);
        out.set(i, storage.data[cell.element] as number | bigint);
        noteRead(cell, i, context, span);
        const stored = storage.blame?.[cell.element];
        if (stored) {
          setBlame(i, stored);
        }
      } else {
        setBlame(i, context.log.blameFor('load out of bounds', span));
      }
    } else if (other === null) {
      setBlame(i, context.log.blameFor('masked-off load', span));
    } else {
      const at = i * other.step;
      out.set(i, other.block.data[at] as number | bigint);
      const given = other.block.blame?.[at];
      if (given) {
        setBlame(i, given);
      }
    }
  }
  return { dtype: element, shape, data: out.data, blame };
}

export function store(access: Access, value: Operand, context: AccessContext): void {
  const size = sizeOf(access.shape);
  const cell = {} as Cell;
  context.operation++;
  for (let i = 0; i < size; i++) {
    if (active(access, i, context) && locate(access, i, context, cell)) {
      checkElement(access, cell.storage);
      const at = i * value.step;
      const blame = value.block.blame?.[at] ?? 0;
      if (blame !== 0) {
        context.log.add({ kind: 'undefined', reaches: 'stored value', cause: context.log.cause(blame) }, idsOf(context), access.span);
      }
      const number = value.block.data[at] as number | bigint;
      noteWrite(cell, i, number, context, access.span);
      setElement(cell.storage, cell.element, number, blame);
    }
  }
}

const atomicOps: Readonly<Record<Exclude<AtomicOp, 'cas'>, { readonly number: Binary; readonly big: BigBinary }>> = {
  add: { number: (a, b) => a + b, big: (a, b) => a + b },
  max: { number: binary.max as Binary, big: big.max as BigBinary },
  min: { number: binary.min as Binary, big: big.min as BigBinary },
  and: { number: narrow.and as Binary, big: (a, b) => a & b },
  or: { number: narrow.or as Binary, big: (a, b) => a | b },
  xor: { number: narrow.xor as Binary, big: (a, b) => a ^ b },
  xchg: { number: (_, b) => b, big: (_, b) => b }
};

/** Read, modify, write, lane after lane; the old values come back. */
export function atomic(op: AtomicOp, access: Access, value: Operand, context: AccessContext): Block {
  if (op === 'cas') {
    throw new Unsupported('tl.atomic_cas', access.span, 'Compare-and-swap has no meaning that does not depend on the order of programs.');
  }
  const { shape, element, span } = access;
  const size = sizeOf(shape);
  const out = new LaneBuffer(size);
  const blame = new Uint16Array(size);
  const cell = {} as Cell;
  const into = fit(element, context.precision);
  context.operation++;
  for (let i = 0; i < size; i++) {
    if (!active(access, i, context)) {
      blame[i] = context.log.blameFor('masked-off atomic', span);
    } else if (locate(access, i, context, cell)) {
      const { storage } = cell;
      checkElement(access, storage);
      const at = i * value.step;
      const given = value.block.blame?.[at] ?? 0;
      if (given !== 0) {
        context.log.add({ kind: 'undefined', reaches: 'stored value', cause: context.log.cause(given) }, idsOf(context), span);
      }
      const old = storage.data[cell.element] as number | bigint;
      context.log.add({ kind: 'atomic', op, buffer: storage.name }, idsOf(context), span);
      noteAtomic(cell, context, span);
      blame[i] = storage.blame?.[cell.element] ?? 0;
      out.set(i, old);
      setElement(storage, cell.element, combine(op, element, old, value.block.data, at, into), given || (blame[i] as number));
    }
  }
  return { dtype: element, shape, data: out.data, blame: blame.some(b => b !== 0) ? blame : null };
}

function combine(op: Exclude<AtomicOp, 'cas'>, dtype: Dtype, old: number | bigint, lanes: Lanes, at: number, into: (x: number) => number): number | bigint {
  const row = atomicOps[op];
  if (!isWide(dtype) || isFloat(dtype)) {
    return into(row.number(Number(old), numberLane(lanes, at)));
  }
  const exact = wrapBig(dtype, row.big(BigInt(old), bigLane(lanes, at)));
  return Number.isSafeInteger(Number(exact)) ? Number(exact) : exact;
}
