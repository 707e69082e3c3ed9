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
const leastScale = 0.5
/** Interquartile range of a standard normal. */
const normalIqr = 1.349

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

/** Weight in observations, median and spread as a standard deviation: one pass for the three of them. */
export interface Summary {
  weight: number
  median: number
  scale: number
}

/** Fills `into`; the scale is never below the least that counts. Median 0 where nothing was taught. */
export function summarise(store: Uint16Array, at: number, into: Summary): void {
  const total = grainsOf(store, at)
  into.weight = total / grain
  into.median = 0
  into.scale = leastScale
  if (total === 0) return
  const first = 0.25 * total
  const second = 0.5 * total
  const third = 0.75 * total
  let low = NaN
  let middle = NaN
  let high = NaN
  let below = 0
  let lastRank = -1
  let last = store[at] ?? 0
  for (let bin = 0; bin < bins; bin++) {
    const weight = store[at + bins + bin] ?? 0
    if (weight === 0) break
    const value = store[at + bin] ?? 0
    const rank = below + weight / 2
    const slope = bin === 0 ? 0 : (value - last) / (rank - lastRank)
    if (low !== low && first <= rank) low = value + slope * (first - rank)
    if (middle !== middle && second <= rank) middle = value + slope * (second - rank)
    if (third <= rank) {
      high = value + slope * (third - rank)
      break
    }
    below += weight
    lastRank = rank
    last = value
  }
  if (low !== low) low = last
  if (middle !== middle) middle = last
  if (high !== high) high = last
  into.median = decode(middle)
  into.scale = Math.max(leastScale, (high - low) / (steps * normalIqr))
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
  const weights = at + bins
  let count = 0
  let place = 0
  while (count < bins) {
    const known = store[weights + count] ?? 0
    if (known === 0) break
    const centroid = store[at + count] ?? 0
    if (centroid === value && known + weight <= most) {
      store[weights + count] = known + weight
      return
    }
    count++
    if (centroid < value) place = count
  }
  if (count === bins) {
    const pair = cheapestPair(store, at, place, value, weight)
    if (pair === beside) return join(store, at, value, weight, place - 1)
    if (pair === besideNext) return join(store, at, value, weight, place)
    const rest = store[weights + pair] ?? 0
    const centroid = store[at + pair] ?? 0
    for (let bin = pair; bin + 1 < bins; bin++) {
      store[at + bin] = store[at + bin + 1] ?? 0
      store[weights + bin] = store[weights + bin + 1] ?? 0
    }
    store[weights + bins - 1] = 0
    join(store, at, centroid, rest, pair)
    // Halving may have emptied bins.
    return insert(store, at, value, weight)
  }
  for (let bin = count; bin > place; bin--) {
    store[at + bin] = store[at + bin - 1] ?? 0
    store[weights + bin] = store[weights + bin - 1] ?? 0
  }
  store[at + place] = value
  store[weights + place] = weight
}

const beside = -1
const besideNext = -2

/** Which two neighbours to merge: a bin and its successor, or the new value and the bin before or after it. */
function cheapestPair(store: Uint16Array, at: number, place: number, value: number, weight: number): number {
  const weights = at + bins
  let cheapest = beside
  let least = Infinity
  if (place > 0) least = (value - (store[at + place - 1] ?? 0)) * (weight + (store[weights + place - 1] ?? 0))
  if (place < bins) {
    const cost = ((store[at + place] ?? 0) - value) * (weight + (store[weights + place] ?? 0))
    if (cost < least) {
      least = cost
      cheapest = besideNext
    }
  }
  let left = store[at] ?? 0
  let leftWeight = store[weights] ?? 0
  for (let bin = 1; bin < bins; bin++) {
    const right = store[at + bin] ?? 0
    const rightWeight = store[weights + bin] ?? 0
    const cost = (right - left) * (leftWeight + rightWeight)
    if (cost < least && bin !== place) {
      least = cost
      cheapest = bin - 1
    }
    left = right
    leftWeight = rightWeight
  }
  return cheapest
}

/** Merges a value into a bin; where that would overflow, all weights are halved first. */
function join(store: Uint16Array, at: number, value: number, weight: number, bin: number): void {
  const known = store[at + bins + bin] ?? 0
  const sum = known + weight
  store[at + bin] = Math.round(((store[at + bin] ?? 0) * known + value * weight) / sum)
  if (sum > most) {
    store[at + bins + bin] = most
    scaleSketch(store, at, 0.5)
  } else {
    store[at + bins + bin] = sum
  }
}

function encode(x: number): number {
  return Math.min(most, Math.max(0, Math.round((x - lowest) * steps)))
}

function decode(value: number): number {
  return value / steps + lowest
}
