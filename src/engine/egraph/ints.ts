/** A growing array of 32-bit integers. Read through `data`, which is replaced when it grows. */
export class Ints {
  data: Int32Array;
  length = 0;

  constructor(capacity = 64) {
    this.data = new Int32Array(capacity);
  }

  /** Appends a value; answers its index. */
  push(value: number): number {
    if (this.length === this.data.length) {
      this.grow(this.length + 1);
    }
    this.data[this.length] = value;
    return this.length++;
  }

  /** Appends `count` values of `from`, starting at `at`; answers the index of the first. `from` may be this array's own data. */
  append(from: Int32Array, at: number, count: number): number {
    const start = this.length;
    this.reserve(count);
    const to = this.data;
    for (let i = 0; i < count; i++) {
      to[start + i] = from[at + i];
    }
    this.length = start + count;
    return start;
  }

  /** Makes room for `count` more values, which may then be written to `data` directly. */
  reserve(count: number): void {
    if (this.length + count > this.data.length) {
      this.grow(this.length + count);
    }
  }

  private grow(least: number): void {
    const data = new Int32Array(Math.max(2 * this.data.length, least));
    data.set(this.data);
    this.data = data;
  }
}
