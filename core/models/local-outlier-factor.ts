/** Local Outlier Factor for new rows against a fixed reference (novelty detection). */
export interface LocalOutlierFactor {
  /** Row-major reference rows, without duplicates. */
  reference: Float32Array
  neighbours: number
  /** Per reference row: distance to its k-th neighbour, and local reachability density. */
  kDistance: Float32Array
  density: Float32Array
  /** Reach distances are at least this, so that near-duplicates cannot make a density explode. */
  floor: number
}

const NEIGHBOURS = 20
/** Share of the median k-distance that floors reach distances; cost no accuracy in the ADBench sweep. */
const FLOOR_SHARE = 0.1
/**
 * Share of the longest reference row that floors them too: the graph computes |x|^2 + |r|^2 - 2xr in float32, which is off by
 * about 2^-22 |r|^2, a hundredth of this share's square. Ours; below the other floor on every ADBench set measured.
 */
const RESOLUTION = 0.005

/** The rows (indices) that are the first of their value: duplicates would give infinite densities. */
export function distinctRows(rows: Float32Array, width: number, indices: Int32Array): Int32Array {
  const bytes = Buffer.from(rows.buffer, rows.byteOffset, rows.byteLength)
  const seen = new Set<string>()
  return indices.filter((row) => {
    const key = bytes.toString('latin1', row * width * 4, (row + 1) * width * 4)
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

/**
 * Fits LOF (Breunig et al., SIGMOD 2000) with k = 20 to scaled, distinct rows (at least 2).
 * Brute force: rows^2 x width, 50 ms for 1,000 rows of 54.
 */
export function fitLocalOutlierFactor(
  reference: Float32Array,
  width: number,
  floorShare = FLOOR_SHARE,
): LocalOutlierFactor {
  const count = reference.length / width
  const neighbours = Math.min(NEIGHBOURS, count - 1)
  const nearest = new Int32Array(count * neighbours)
  const distances = new Float64Array(count * neighbours)
  const toOthers = new Float64Array(count)
  const others = Array.from({ length: count }, (_, index) => index)
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++) {
      let sum = 0
      for (let f = 0; f < width; f++) {
        const difference = (reference[i * width + f] ?? 0) - (reference[j * width + f] ?? 0)
        sum += difference * difference
      }
      toOthers[j] = i === j ? Infinity : Math.sqrt(sum)
    }
    others.sort((a, b) => (toOthers[a] ?? 0) - (toOthers[b] ?? 0))
    for (let k = 0; k < neighbours; k++) {
      const other = others[k] ?? 0
      nearest[i * neighbours + k] = other
      distances[i * neighbours + k] = toOthers[other] ?? 0
    }
  }
  const kDistance = Float32Array.from({ length: count }, (_, i) => distances[(i + 1) * neighbours - 1] ?? 0)
  const medianDistance = kDistance.slice().sort()[count >> 1] ?? 0
  const floor = Math.fround(Math.max(floorShare * medianDistance, RESOLUTION * longestRow(reference, width)))
  const density = new Float32Array(count)
  for (let i = 0; i < count; i++) {
    let reach = 0
    for (let k = i * neighbours; k < (i + 1) * neighbours; k++) {
      reach += Math.max(distances[k] ?? 0, kDistance[nearest[k] ?? 0] ?? 0, floor)
    }
    density[i] = neighbours / reach
  }
  return { reference, neighbours, kDistance, density, floor }
}

function longestRow(rows: Float32Array, width: number): number {
  let longest = 0
  for (let i = 0; i < rows.length; i += width) longest = Math.max(longest, Math.hypot(...rows.subarray(i, i + width)))
  return longest
}
