/** Bottom-up enumeration of the grammar by size, with observational equivalence, until the specification is met or its last hole is filled. */
import type { Term } from '../term';
import { OPERATORS, type Atom } from './grammar';

export type Candidate = { readonly term: Term; readonly samples: readonly number[] };

/** Candidates that one search may build. */
const MAX_CANDIDATES = 1_200;
const MAX_SIZE = 5;

/** Equal up to rounding. */
const near = (a: number, b: number): boolean => a === b || (Number.isFinite(a) && Number.isFinite(b) && Math.abs(a - b) <= 1e-7 * Math.max(1, Math.abs(a), Math.abs(b)));
const same = (a: readonly number[], b: readonly number[]): boolean => a.every((v, k) => near(v, b[k]));

/** Candidates by what they are on the samples: found by the first and the last one, then held against all. */
class Table {
  private readonly buckets = new Map<string, Candidate[]>();

  private key(samples: readonly number[]): string {
    const digits = (v: number) => (Math.abs(v) < 1e-7 ? '0' : v.toPrecision(6));
    return `${digits(samples[0])} ${digits(samples[samples.length - 1])}`;
  }

  find(samples: readonly number[]): Candidate | null {
    return Number.isFinite(samples[0]) ? (this.buckets.get(this.key(samples))?.find(c => same(c.samples, samples)) ?? null) : null;
  }

  add(candidate: Candidate): void {
    const key = this.key(candidate.samples);
    this.buckets.set(key, [...(this.buckets.get(key) ?? []), candidate]);
  }
}

export class Enumeration {
  private readonly levels: Candidate[][] = [[]];
  private readonly known = new Table();
  /** How many candidates have been built. */
  built = 0;

  constructor(
    private readonly atoms: readonly (Atom & Candidate)[],
    private readonly pruning: boolean
  ) {}

  /** The smallest term found that has the samples wanted; the last operator may close a hole that the table fills. */
  find(wanted: readonly number[]): Candidate | null {
    for (let size = 1; size <= MAX_SIZE; size++) {
      this.grow(size);
      const whole = this.known.find(wanted) ?? this.filled(wanted, size);
      if (whole) {
        return whole;
      }
      if (this.built >= MAX_CANDIDATES) {
        return null;
      }
    }
    return null;
  }

  private grow(size: number): void {
    if (this.levels.length > size) {
      return;
    }
    const level: Candidate[] = [];
    this.levels[size] = level;
    const put = (candidate: Candidate): void => {
      this.built += 1;
      if (candidate.samples.every(Number.isFinite) && !(this.pruning && this.known.find(candidate.samples))) {
        level.push(candidate);
        this.known.add(candidate);
      }
    };
    this.atoms.filter(a => a.size === size).forEach(put);
    for (let left = 1; left < size - 1; left++) {
      const right = size - 1 - left;
      for (const operator of OPERATORS.filter(o => !o.commutative || left <= right)) {
        for (const a of this.levels[left]) {
          for (const b of this.levels[right]) {
            if (this.built >= MAX_CANDIDATES) {
              return;
            }
            put({ get term() { return operator.build(a.term, b.term); }, samples: a.samples.map((v, k) => operator.apply(v, b.samples[k])) });
          }
        }
      }
    }
  }

  /** A candidate of the last size joined by one operator to one of any size: the hole that the first leaves, looked up. */
  private filled(wanted: readonly number[], size: number): Candidate | null {
    for (const a of this.levels[size]) {
      for (const { build, apply, left, right } of OPERATORS) {
        const fits = (x: Candidate, y: Candidate): boolean => same(x.samples.map((v, k) => apply(v, y.samples[k])), wanted);
        const onRight = this.known.find(wanted.map((t, k) => right(t, a.samples[k])));
        if (onRight && fits(a, onRight)) {
          return { term: build(a.term, onRight.term), samples: wanted };
        }
        const onLeft = this.known.find(wanted.map((t, k) => left(t, a.samples[k])));
        if (onLeft && fits(onLeft, a)) {
          return { term: build(onLeft.term, a.term), samples: wanted };
        }
      }
    }
    return null;
  }
}
