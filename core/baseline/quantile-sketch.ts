const bins = 8
/** A sketch is sixteen 16-bit words side by side: eight centroids in ascending order, then their weights. */
export const sketchSize = 2 * bins

/** Centroids are stored in steps of 1/1024 from -32 on: log amounts of anything that fits a record. */
const lowest = -32
const steps = 1024
/** An observation of today weighs 16 of the 65,535 a bin can hold; full bins are halved, so shares stay. */
const grain = 16
const most = 65_535

/** What teaches is moved to Tukey's outer fences (1977) once there are quartiles to speak of: no outlier moves the norm far. */
const fenceFrom = 8
const fenceWidth = 3
/** Spread below which nothing is called far: log units, a factor of 1.65 a scale. */
export const leastScale = 0.5
/** Interquartile range of a standard normal. */
const normalIqr = 1.349

const centroids = new Float64Array(bins + 1)
const weights = new Float64Array(bins + 1)

/**
 * Adds an observation to the sketch at `at`. A streaming histogram after Ben-Haim & Tom-Tov (JMLR 11, 2010) that merges
 * the two neighbours with the least gap x joint weight, not the least gap: with eight bins that halves the rank error
 * and keeps outliers from taking bins (ours, measured).
 */
export function teachSketch(store: Uint16Array, at: number, x: number, weight: number): void {
  insert(store, at, fenced(store, at, x), Math.max(1, Math.round(grain * weight)))
}

/** Total weight of what was taught, in observations. */
export function sketchWeight(store: Uint16Array, at: number): number {
  return grainsOf(store, at) / grain
}

/** The value below which the share `level` lies, by interpolation between centroids; NaN where nothing was taught. */
export function sketchQuantile(store: Uint16Array, at: number, level: number): number {
  const total = grainsOf(store, at)
  return total === 0 ? NaN : decode(valueAt(store, at, level * total))
}

/** Interquartile range over that of a standard normal; NaN where nothing was taught. */
export function sketchScale(store: Uint16Array, at: number): number {
  const total = grainsOf(store, at)
  if (total === 0) return NaN
  return (valueAt(store, at, 0.75 * total) - valueAt(store, at, 0.25 * total)) / (steps * normalIqr)
}

function grainsOf(store: Uint16Array, at: number): number {
  let sum = 0
  for (let bin = bins; bin < sketchSize; bin++) sum += store[at + bin] ?? 0
  return sum
}

/** The stored value at a rank counted in grains. */
function valueAt(store: Uint16Array, at: number, wanted: number): number {
  let below = 0
  let lastRank = 0
  let lastValue = store[at] ?? 0
  for (let bin = 0; bin < bins; bin++) {
    const weight = store[at + bins + bin] ?? 0
    if (weight === 0) return lastValue
    const value = store[at + bin] ?? 0
    const rank = below + weight / 2
    if (wanted <= rank)
      return bin === 0 ? value : lastValue + ((value - lastValue) * (wanted - lastRank)) / (rank - lastRank)
    below += weight
    lastRank = rank
    lastValue = value
  }
  return lastValue
}

/** Adds everything another sketch knows, `factor` times. */
export function mergeSketch(
  store: Uint16Array,
  at: number,
  other: Uint16Array,
  from: number,
  factor: number,
): void {
  for (let bin = 0; bin < bins; bin++) {
    const weight = Math.round(factor * (other[from + bins + bin] ?? 0))
    if (weight > 0) insert(store, at, other[from + bin] ?? 0, weight)
  }
}

/** Makes everything weigh `factor` times what it weighed; what comes to nothing is forgotten. */
export function scaleSketch(store: Uint16Array, at: number, factor: number): void {
  let kept = 0
  for (let bin = 0; bin < bins; bin++) {
    // Halves are rounded down, else the last grain would stay for ever.
    const weight = Math.ceil(factor * (store[at + bins + bin] ?? 0) - 0.5)
    if (weight <= 0) continue
    store[at + kept] = store[at + bin] ?? 0
    store[at + bins + kept] = weight
    kept++
  }
  store.fill(0, at + bins + kept, at + sketchSize)
}

/** What lies within what was seen needs no fence. */
function fenced(store: Uint16Array, at: number, x: number): number {
  const value = encode(x)
  if (
    (store[at + sketchSize - 1] ?? 0) > 0 &&
    value >= (store[at] ?? 0) &&
    value <= (store[at + bins - 1] ?? 0)
  )
    return value
  const total = grainsOf(store, at)
  if (total < fenceFrom * grain) return value
  const low = valueAt(store, at, 0.25 * total)
  const high = valueAt(store, at, 0.75 * total)
  const reach = fenceWidth * Math.max(leastScale * normalIqr * steps, high - low)
  return Math.round(Math.min(high + reach, Math.max(low - reach, value)))
}

function insert(store: Uint16Array, at: number, value: number, weight: number): void {
  let count = 0
  let place = 0
  for (let bin = 0; bin < bins; bin++) {
    const known = store[at + bins + bin] ?? 0
    if (known === 0) break
    const centroid = store[at + bin] ?? 0
    if (centroid === value && known + weight <= most) {
      store[at + bins + bin] = known + weight
      return
    }
    if (centroid < value) place = bin + 1
    centroids[centroid < value ? bin : bin + 1] = centroid
    weights[centroid < value ? bin : bin + 1] = known
    count++
  }
  centroids[place] = value
  weights[place] = weight
  count++
  if (count > bins) count = merge(count)
  let heaviest = 0
  for (let bin = 0; bin < count; bin++) heaviest = Math.max(heaviest, weights[bin] ?? 0)
  const share = heaviest > most ? 0.5 : 1
  for (let bin = 0; bin < count; bin++) {
    store[at + bin] = Math.round(centroids[bin] ?? 0)
    store[at + bins + bin] = Math.max(1, share * (weights[bin] ?? 0))
  }
}

/** Merges the cheapest pair of neighbours in the scratch arrays. */
function merge(count: number): number {
  let cheapest = 0
  let least = Infinity
  for (let bin = 0; bin + 1 < count; bin++) {
    const gap = (centroids[bin + 1] ?? 0) - (centroids[bin] ?? 0)
    const cost = gap * ((weights[bin] ?? 0) + (weights[bin + 1] ?? 0))
    if (cost >= least) continue
    least = cost
    cheapest = bin
  }
  const left = weights[cheapest] ?? 0
  const right = weights[cheapest + 1] ?? 0
  const sum = left + right
  centroids[cheapest] = ((centroids[cheapest] ?? 0) * left + (centroids[cheapest + 1] ?? 0) * right) / sum
  weights[cheapest] = sum
  for (let bin = cheapest + 1; bin + 1 < count; bin++) {
    centroids[bin] = centroids[bin + 1] ?? 0
    weights[bin] = weights[bin + 1] ?? 0
  }
  return count - 1
}

function encode(x: number): number {
  return Math.min(most, Math.max(0, Math.round((x - lowest) * steps)))
}

function decode(value: number): number {
  return value / steps + lowest
}
