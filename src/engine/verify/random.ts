/** A small seeded generator (mulberry32): the same launches on every machine. */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** In [0, 1). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  below(n: number): number {
    return Math.floor(this.next() * n);
  }

  pick<X>(items: readonly X[]): X {
    return items[this.below(items.length)];
  }

  shuffle<X>(items: readonly X[]): X[] {
    const result = [...items];
    for (let k = result.length - 1; k > 0; k--) {
      const m = this.below(k + 1);
      [result[k], result[m]] = [result[m], result[k]];
    }
    return result;
  }

  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
  }
}
