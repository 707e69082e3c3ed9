/** A One-Class SVM with a Gaussian kernel: decision(x) = sum_i weight_i exp(-gamma |x - s_i|^2) - offset. */
export interface OneClassSvm {
  /** Row-major support vectors. */
  vectors: Float32Array
  weights: Float32Array
  gamma: number
  offset: number
}

/** Upper bound of the share of rows outside, lower bound of the share of support vectors (.5 was best in the ADBench sweep). */
const NU = 0.5
/** Largest violation of the optimality conditions that is left: decision values agree with a full solution to 2e-5. */
const TOLERANCE = 1e-5
const MAX_ITERATIONS = 100_000

/**
 * Fits a One-Class SVM (Schoelkopf et al., 2001) to scaled rows by sequential minimal optimisation with second-order
 * working-set selection (Fan, Chen, Lin, JMLR 2005: WSS2). Holds the kernel matrix: rows^2 x 8 bytes.
 */
export function fitOneClassSvm(rows: Float32Array, width: number, nu = NU): OneClassSvm {
  const count = rows.length / width
  const gamma = scaleGamma(rows, width)
  const kernel = kernelMatrix(rows, width, gamma)
  const alpha = new Float64Array(count)
  const total = nu * count
  for (let i = 0; i < count; i++) alpha[i] = Math.max(0, Math.min(1, total - i))
  const gradient = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    let sum = 0
    for (let j = 0; j < count; j++) sum += (kernel[i * count + j] ?? 0) * (alpha[j] ?? 0)
    gradient[i] = sum
  }

  for (let iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
    const pair = selectPair(kernel, alpha, gradient)
    if (!pair) break
    const [i, j] = pair
    const curvature = Math.max(1e-12, 2 - 2 * (kernel[i * count + j] ?? 0))
    const wanted = ((gradient[j] ?? 0) - (gradient[i] ?? 0)) / curvature
    const step = Math.min(wanted, 1 - (alpha[i] ?? 0), alpha[j] ?? 0)
    alpha[i] = (alpha[i] ?? 0) + step
    alpha[j] = (alpha[j] ?? 0) - step
    for (let k = 0; k < count; k++) {
      gradient[k] = (gradient[k] ?? 0) + step * ((kernel[i * count + k] ?? 0) - (kernel[j * count + k] ?? 0))
    }
  }

  const support: number[] = []
  for (let i = 0; i < count; i++) if ((alpha[i] ?? 0) > 0) support.push(i)
  const vectors = new Float32Array(support.length * width)
  support.forEach((row, k) => vectors.set(rows.subarray(row * width, (row + 1) * width), k * width))
  const weights = Float32Array.from(support, (row) => alpha[row] ?? 0)
  return { vectors, weights, gamma, offset: offsetOf(alpha, gradient) }
}

/** The pair that may grow and shrink, chosen for the largest second-order decrease; undefined at the optimum. */
function selectPair(
  kernel: Float64Array,
  alpha: Float64Array,
  gradient: Float64Array,
): [number, number] | undefined {
  const count = alpha.length
  let i = -1
  let lowest = Infinity
  for (let k = 0; k < count; k++) {
    const value = gradient[k] ?? 0
    if ((alpha[k] ?? 0) < 1 && value < lowest) {
      lowest = value
      i = k
    }
  }
  if (i < 0) return undefined
  let j = -1
  let best = 0
  let highest = -Infinity
  for (let k = 0; k < count; k++) {
    if ((alpha[k] ?? 0) <= 0) continue
    const value = gradient[k] ?? 0
    if (value > highest) highest = value
    const violation = value - lowest
    if (violation <= 0) continue
    const decrease = (violation * violation) / Math.max(1e-12, 2 - 2 * (kernel[i * count + k] ?? 0))
    if (decrease > best) {
      best = decrease
      j = k
    }
  }
  return j >= 0 && highest - lowest > TOLERANCE ? [i, j] : undefined
}

/** Mean gradient of the free vectors; without any, the middle of what the bounded ones allow. */
function offsetOf(alpha: Float64Array, gradient: Float64Array): number {
  let sum = 0
  let free = 0
  let upper = Infinity
  let lower = -Infinity
  for (let i = 0; i < alpha.length; i++) {
    const value = gradient[i] ?? 0
    const weight = alpha[i] ?? 0
    if (weight >= 1) lower = Math.max(lower, value)
    else if (weight <= 0) upper = Math.min(upper, value)
    else {
      sum += value
      free++
    }
  }
  return free > 0 ? sum / free : (upper + lower) / 2
}

/** libsvm's and scikit-learn's gamma='scale': 1 / (features x variance of all values). */
function scaleGamma(rows: Float32Array, width: number): number {
  let sum = 0
  let squares = 0
  for (const value of rows) {
    sum += value
    squares += value * value
  }
  const mean = sum / rows.length
  const variance = squares / rows.length - mean * mean
  return variance > 0 ? 1 / (width * variance) : 1
}

function kernelMatrix(rows: Float32Array, width: number, gamma: number): Float64Array {
  const count = rows.length / width
  const kernel = new Float64Array(count * count)
  for (let i = 0; i < count; i++) {
    kernel[i * count + i] = 1
    for (let j = 0; j < i; j++) {
      let distance = 0
      for (let f = 0; f < width; f++) {
        const difference = (rows[i * width + f] ?? 0) - (rows[j * width + f] ?? 0)
        distance += difference * difference
      }
      const value = Math.exp(-gamma * distance)
      kernel[i * count + j] = value
      kernel[j * count + i] = value
    }
  }
  return kernel
}
