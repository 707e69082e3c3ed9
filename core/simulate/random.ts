/**
 * Seeded randomness. A stream is named by a key; equal keys give equal streams, and forks of different names are
 * independent, so that adding an attack leaves every other person's behaviour untouched.
 * Generator: sfc32 (Chris Doty-Humphrey, PractRand), state from FNV-1a hashes of the key.
 */
export class Random {
  readonly #key: string
  #a: number
  #b: number
  #c: number
  #count = 1

  constructor(key: string) {
    this.#key = key
    this.#a = hash(key, 0x811c9dc5)
    this.#b = hash(key, 0x9e3779b9)
    this.#c = hash(key, 0x85ebca6b)
    for (let warm = 0; warm < 12; warm++) this.next()
  }

  fork(name: string | number): Random {
    return new Random(`${this.#key}/${name}`)
  }

  /** Uniform in [0, 1). */
  next(): number {
    const sum = (this.#a + this.#b + this.#count++) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0
    return (sum >>> 0) / 4294967296
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.next()
  }

  /** Whole number, both ends included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1))
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  pick<T>(list: readonly T[]): T {
    const item = list[Math.floor(this.next() * list.length)]
    if (item === undefined) throw new RangeError('pick from an empty list')
    return item
  }

  weighted<T>(list: readonly (readonly [T, number])[]): T {
    let total = 0
    for (const [, weight] of list) total += weight
    let rest = this.next() * total
    for (const [item, weight] of list) {
      rest -= weight
      if (rest < 0) return item
    }
    return this.pick(list)[0]
  }

  /** `count` different items (all of them where the list is shorter), in random order. */
  sample<T>(list: readonly T[], count: number): T[] {
    const rest = [...list]
    const taken: T[] = []
    while (taken.length < count && rest.length > 0) {
      taken.push(...rest.splice(Math.floor(this.next() * rest.length), 1))
    }
    return taken
  }

  text(alphabet: string, length: number): string {
    let text = ''
    while (text.length < length) text += alphabet.charAt(this.int(0, alphabet.length - 1))
    return text
  }

  /** Box-Muller. */
  normal(mean: number, deviation: number): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()))
    return mean + deviation * radius * Math.cos(2 * Math.PI * this.next())
  }

  logNormal(median: number, sigma: number): number {
    return median * Math.exp(this.normal(0, sigma))
  }

  exponential(mean: number): number {
    return -mean * Math.log(1 - this.next())
  }

  /** Knuth's product method below 30, the normal approximation above. */
  poisson(mean: number): number {
    if (mean <= 0) return 0
    if (mean > 30) return Math.max(0, Math.round(this.normal(mean, Math.sqrt(mean))))
    const limit = Math.exp(-mean)
    let count = 0
    for (let product = this.next(); product > limit; product *= this.next()) count++
    return count
  }
}

function hash(text: string, basis: number): number {
  let value = basis
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  return value | 0
}
