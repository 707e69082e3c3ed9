import { through } from '../../memory/codec.ts'

/** The `capacity` most recently added distinct values, in order of their last addition. */
export class BoundedSet<T> {
  static readonly codec = <T>() =>
    through(
      (set: BoundedSet<T>) => ({ capacity: set.#capacity, values: set.values() }),
      ({ capacity, values }) => new BoundedSet(capacity, values),
    )
  readonly #capacity: number
  readonly #values: Set<T>

  constructor(capacity: number, values: Iterable<T> = []) {
    this.#capacity = capacity
    this.#values = new Set(values)
  }

  get size(): number {
    return this.#values.size
  }

  has(value: T): boolean {
    return this.#values.has(value)
  }

  add(value: T): void {
    this.#values.delete(value)
    this.#values.add(value)
    if (this.#values.size > this.#capacity) {
      for (const oldest of this.#values) {
        this.#values.delete(oldest)
        break
      }
    }
  }

  values(): T[] {
    return [...this.#values]
  }
}
