/**
 * The buffers of a launch. An address is one number: each buffer has its own region of a virtual space, so that
 * pointers to different buffers can be selected between, and a stray one still tells where it came from.
 */
import { classOf, isFloat, sameDtype, type Dtype } from '../triton/dtype';
import type { Blame, Lanes } from './block';
import { castBlock, isWide, type Precision } from './conversion';
import type { Program } from './events';

/** The storage of one or more tensors, in elements. */
export type BufferSpec = {
  readonly dtype: Dtype;
  readonly data: ArrayLike<number | bigint>;
  /** 1 for each element of the storage that belongs to the tensor; absent: all. Writing a gap is out of bounds. */
  readonly members?: ArrayLike<number | boolean>;
  /** Whether gaps may be read. */
  readonly gapsReadable?: boolean;
};

/** Nobody yet; several programs; else a program's number + 1. */
export const NOBODY = 0;
export const SEVERAL = -1;

/** Who read or wrote each element last: program, lane, and the number of the operation. */
export type Track = { readonly program: Int32Array; readonly lane: Int32Array; readonly operation: Int32Array };

export type Storage = {
  readonly name: string;
  readonly dtype: Dtype;
  readonly length: number;
  readonly members: Uint8Array | null;
  readonly gapsReadable: boolean;
  data: Lanes;
  /** Elements that hold an undefined value; null: none. */
  blame: Blame | null;
  reads: Track | null;
  writes: Track | null;
  /** Programs that used atomics on each element; null: none. */
  atomics: Int32Array | null;
};

const REGION = 2 ** 40;
const addressOfRegion = (index: number): number => (index + 1) * REGION;

const trackOf = (length: number): Track => ({ program: new Int32Array(length), lane: new Int32Array(length), operation: new Int32Array(length) });

/** Buffers hold what their dtype can hold: the caller's numbers are brought into it. */
function initialLanes(spec: BufferSpec, precision: Precision): Lanes {
  const size = spec.data.length;
  const data = new Float64Array(size);
  let wide = false;
  for (let i = 0; i < size; i++) {
    data[i] = Number(spec.data[i]);
    wide ||= isWide(spec.dtype) && !Number.isSafeInteger(data[i]);
  }
  const lanes: Lanes = wide ? Array.from(spec.data, BigInt) : data;
  const source = isFloat(spec.dtype) ? 'fp64' : 'int64';
  return castBlock({ dtype: { kind: 'scalar', name: source }, shape: [size], data: lanes, blame: null }, spec.dtype, precision).data.slice();
}

export class Memory {
  private readonly storages: Storage[] = [];
  private readonly indices = new Map<string, number>();

  constructor(buffers: ReadonlyMap<string, BufferSpec>, precision: Precision) {
    for (const [name, spec] of buffers) {
      const { members } = spec;
      this.indices.set(name, this.storages.length);
      this.storages.push({
        name,
        dtype: spec.dtype,
        length: spec.data.length,
        members: members === undefined ? null : Uint8Array.from({ length: spec.data.length }, (_, i) => (members[i] ? 1 : 0)),
        gapsReadable: spec.gapsReadable ?? false,
        data: initialLanes(spec, precision),
        blame: null,
        reads: null,
        writes: null,
        atomics: null
      });
    }
  }

  /** The address of an element of a buffer. */
  address(name: string, element: number): number {
    const index = this.indices.get(name);
    if (index === undefined) {
      throw new Error(`no buffer named ${name}`);
    }
    return addressOfRegion(index) + element;
  }

  /** The storage whose region the address is in, whether or not it is inside. */
  storage(address: number): Storage {
    const index = Math.round(address / REGION) - 1;
    return this.storages[Math.min(Math.max(index, 0), this.storages.length - 1)] as Storage;
  }

  element(storage: Storage, address: number): number {
    return address - addressOfRegion(this.indices.get(storage.name) as number);
  }

  all(): readonly Storage[] {
    return this.storages;
  }
}

/** Whether a pointer to `element` can be used on the storage; bytes serve for booleans. */
export function readsAs(storage: Storage, element: Dtype): boolean {
  const byte = (d: Dtype): boolean => classOf(d) === 'bool' || (d.kind === 'scalar' && (d.name === 'int8' || d.name === 'uint8'));
  return sameDtype(storage.dtype, element) || (byte(storage.dtype) && byte(element));
}

/** Sets an element, widening the storage to bigints where the value needs it. */
export function setElement(storage: Storage, element: number, value: number | bigint, blame: number): void {
  if (typeof value === 'bigint' && !Array.isArray(storage.data)) {
    storage.data = Array.from(storage.data, BigInt);
  }
  storage.data[element] = Array.isArray(storage.data) ? BigInt(value) : value;
  if (blame !== 0 || storage.blame !== null) {
    storage.blame ??= new Uint16Array(storage.length);
    storage.blame[element] = blame;
  }
}

export const readsOf = (storage: Storage): Track => (storage.reads ??= trackOf(storage.length));
export const writesOf = (storage: Storage): Track => (storage.writes ??= trackOf(storage.length));
export const atomicsOf = (storage: Storage): Int32Array => (storage.atomics ??= new Int32Array(storage.length));

/** The ids of a program from its number in launch order, x fastest. */
export function programOf(number: number, [x, y]: readonly [number, number, number]): Program {
  return [number % x, Math.floor(number / x) % y, Math.floor(number / (x * y))];
}
