import { fingerprint } from '../event/fingerprint.ts'

/** Lloyd's rounds a day: centroids are carried over, so they only have to follow. */
const rounds = 4

/** Index of the centroid nearest to a point, -1 where there is none. */
export function nearest(centroids: readonly Float32Array[], point: Float32Array): number {
  let best = -1
  let least = Infinity
  for (let index = 0; index < centroids.length; index++) {
    const centroid = centroids[index]
    const away = centroid ? distance(centroid, point, least) : Infinity
    if (away >= least) continue
    least = away
    best = index
  }
  return best
}

/** Adds a centroid: a point drawn with a chance that grows with its squared distance (k-means++, SODA 2007), seeded. */
export function addCentroid(centroids: Float32Array[], points: readonly Float32Array[]): void {
  const weights = points.map((point) => {
    const at = centroids[nearest(centroids, point)]
    return at ? distance(at, point, Infinity) : 1
  })
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  let left = (fingerprint(`centroid ${centroids.length}`) / 2 ** 53) * total
  for (const [index, point] of points.entries()) {
    left -= weights[index] ?? 0
    if (left < 0) {
      centroids.push(point.slice())
      return
    }
  }
}

/** Moves centroids to the means of the points nearest to them (Lloyd 1982); one without points stays. */
export function refine(centroids: readonly Float32Array[], points: readonly Float32Array[]): void {
  for (let round = 0; round < rounds; round++) {
    const sums = centroids.map((centroid) => new Float64Array(centroid.length))
    const counts = centroids.map(() => 0)
    for (const point of points) {
      const group = nearest(centroids, point)
      counts[group] = (counts[group] ?? 0) + 1
      const sum = sums[group]
      if (sum)
        for (let index = 0; index < point.length; index++)
          sum[index] = (sum[index] ?? 0) + (point[index] ?? 0)
    }
    for (const [group, centroid] of centroids.entries()) {
      const count = counts[group] ?? 0
      if (count > 0) centroid.set((sums[group] ?? []).map((value) => value / count))
    }
  }
}

/** Squared; given up where it reaches `enough`. */
function distance(a: Float32Array, b: Float32Array, enough: number): number {
  let sum = 0
  for (let index = 0; index < a.length && sum < enough; index++) {
    const step = (a[index] ?? 0) - (b[index] ?? 0)
    sum += step * step
  }
  return sum
}
