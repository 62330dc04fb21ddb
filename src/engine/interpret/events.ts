/** What a run notices: things that a machine would do silently, or would do differently on another day. */
import type { AtomicOp } from '../triton/domain';
import type { Span } from '../span';

/** A program's ids in x, y, z. */
export type Program = readonly [number, number, number];

export type AccessKind = 'load' | 'store' | 'atomic';

/** Why a lane has no defined value. */
export type Cause = {
  readonly kind: 'masked-off load' | 'masked-off atomic' | 'integer division by zero' | 'shift past the width' | 'load out of bounds';
  readonly span: Span;
};

type Fact =
  /** `gap`: inside the storage, but no element of the tensor. `address` counts elements from the start of the storage. */
  | { readonly kind: 'out-of-bounds'; readonly access: AccessKind; readonly buffer: string; readonly address: number; readonly gap: boolean }
  /** A lane without a defined value decides what is seen from outside. */
  | { readonly kind: 'undefined'; readonly reaches: 'stored value' | 'address' | 'mask' | 'condition'; readonly cause: Cause }
  /** Two writes of different values to one address, by two programs or by two lanes of one store. */
  | { readonly kind: 'write-conflict'; readonly buffer: string; readonly address: number; readonly other: Program }
  /** One program reads what another one writes. */
  | { readonly kind: 'read-conflict'; readonly buffer: string; readonly address: number; readonly other: Program }
  /** Two lanes of one program access one address, one of them writes, and no barrier stands between. */
  | { readonly kind: 'missing-barrier'; readonly buffer: string; readonly address: number }
  | { readonly kind: 'atomic'; readonly op: AtomicOp; readonly buffer: string }
  /** A claim of the source (`tl.assume`, `tl.multiple_of`, ...) does not hold. */
  | { readonly kind: 'false-claim'; readonly claim: 'assume' | 'multiple_of' | 'max_contiguous' | 'max_constancy' };

/** The first of its kind at its place; `count` says how often it happened. */
export type InterpretEvent = Fact & { readonly program: Program; readonly span: Span; readonly count: number };

const keyOf = (fact: Fact, span: Span): string => {
  const place = span.join(',');
  switch (fact.kind) {
    case 'undefined':
      return `${place} ${fact.reaches} ${fact.cause.kind} ${fact.cause.span.join(',')}`;
    case 'false-claim':
      return `${place} ${fact.claim}`;
    case 'out-of-bounds':
      return `${place} ${fact.kind} ${fact.buffer} ${fact.gap}`;
    default:
      return `${place} ${fact.kind} ${fact.buffer}`;
  }
};

/** Collects the events of one run, and names the causes of undefined lanes by small numbers. */
export class EventLog {
  private readonly events = new Map<string, InterpretEvent & { count: number }>();
  private readonly causes: Cause[] = [];

  add(fact: Fact, program: Program, span: Span): void {
    const key = keyOf(fact, span);
    const known = this.events.get(key);
    if (known === undefined) {
      this.events.set(key, { ...fact, program, span, count: 1 });
    } else {
      known.count++;
    }
  }

  /** The number that blames a lane on the cause; never 0. */
  blameFor(kind: Cause['kind'], span: Span): number {
    const known = this.causes.findIndex(c => c.kind === kind && (c.span === span || c.span.every((v, i) => v === span[i])));
    return (known >= 0 ? known : this.causes.push({ kind, span }) - 1) + 1;
  }

  cause(blame: number): Cause {
    return this.causes[blame - 1] as Cause;
  }

  all(): readonly InterpretEvent[] {
    return [...this.events.values()];
  }
}
