/** How raw feature values become what the detectors see; every array has one entry a feature. */
export interface Scaling {
  median: Float32Array
  /** Values outside [low, high] are moved to the limit. */
  low: Float32Array
  high: Float32Array
  /** 1 / scale; 0 for a feature that was constant in training. */
  inverse: Float32Array
}

/** IQR of a standard normal. */
const NORMAL_IQR = 1.349
/** No scaled value is further than this from 0 (the clip of the ADBench design sweep). */
const MAX_DEVIATION = 10

/**
 * Learns medians, limits and scales of `rows` (row-major, any number x `width`; NaN is missing and ignored).
 *
 * The scale is the larger of IQR / 1.349 and the standard deviation within the limits, so that a rare flag (IQR 0)
 * has one. Limits are the 0.5 and 99.5 percentiles widened by their distance, and by the extremes where both agree.
 */
export function fitScaling(rows: Float32Array, width: number): Scaling {
  const median = new Float32Array(width)
  const low = new Float32Array(width)
  const high = new Float32Array(width)
  const inverse = new Float32Array(width)
  for (let feature = 0; feature < width; feature++) {
    const values = column(rows, width, feature)
    if (values.length === 0) continue
    const centre = quantile(values, 0.5)
    let from = quantile(values, 0.005)
    let to = quantile(values, 0.995)
    const margin = to - from
    from = margin > 0 ? from - margin : quantile(values, 0)
    to = margin > 0 ? to + margin : quantile(values, 1)
    const iqr = quantile(values, 0.75) - quantile(values, 0.25)
    const scale = Math.max(iqr / NORMAL_IQR, deviation(values, from, to))
    median[feature] = centre
    low[feature] = Math.max(from, centre - MAX_DEVIATION * scale)
    high[feature] = Math.min(to, centre + MAX_DEVIATION * scale)
    inverse[feature] = scale > 1e-9 * Math.max(1, Math.abs(centre)) ? 1 / scale : 0
  }
  return { median, low, high, inverse }
}

/** The scaling in plain TypeScript, in the same float32 steps as the ONNX graph. */
export function scaleRows(rows: Float32Array, scaling: Scaling): Float32Array {
  const { median, low, high, inverse } = scaling
  const width = median.length
  const scaled = new Float32Array(rows.length)
  for (let i = 0; i < rows.length; i++) {
    const feature = i % width
    const centre = median[feature] ?? 0
    const value = rows[i] ?? Number.NaN
    const known = Number.isNaN(value) ? centre : value
    const clipped = Math.max(low[feature] ?? 0, Math.min(high[feature] ?? 0, known))
    scaled[i] = Math.fround(clipped - centre) * (inverse[feature] ?? 0)
  }
  return scaled
}

function column(rows: Float32Array, width: number, feature: number): Float32Array {
  const values = new Float32Array(rows.length / width)
  let count = 0
  for (let i = feature; i < rows.length; i += width) {
    const value = rows[i] ?? Number.NaN
    if (Number.isFinite(value)) values[count++] = value
  }
  return values.subarray(0, count).sort()
}

function quantile(sorted: Float32Array, level: number): number {
  const position = level * (sorted.length - 1)
  const below = sorted[Math.floor(position)] ?? 0
  const above = sorted[Math.ceil(position)] ?? 0
  return below + (above - below) * (position - Math.floor(position))
}

function deviation(values: Float32Array, low: number, high: number): number {
  let sum = 0
  let squares = 0
  for (const value of values) {
    const clipped = Math.max(low, Math.min(high, value))
    sum += clipped
    squares += clipped * clipped
  }
  const mean = sum / values.length
  return Math.sqrt(Math.max(0, squares / values.length - mean * mean))
}
