/** Points beyond this are refused: time grows with their square (a second or two at 20,000 points of 2). */
export const MAX_POINTS = 20_000

interface DbscanOptions {
  /** Neighbours are at most this far away. */
  radius: number
  /** A point with at least so many neighbours, itself counted, is inside a cluster. */
  minPoints: number
}

/**
 * Density-based clusters (Ester et al., KDD 1996) of row-major points, Euclidean distance: the number of each point's
 * cluster from 0 in order of appearance, -1 for noise. A border point belongs to the first cluster that reaches it.
 *
 * @throws RangeError for more than `MAX_POINTS` points.
 */
export function dbscan(points: Float32Array, width: number, { radius, minPoints }: DbscanOptions): Int32Array {
  const count = points.length / width
  if (count > MAX_POINTS) throw new RangeError(`${count} points are too many to cluster: at most ${MAX_POINTS}`)
  const isNear = (a: number, b: number) => {
    let sum = 0
    for (let f = 0; f < width; f++) {
      const difference = (points[a * width + f] ?? 0) - (points[b * width + f] ?? 0)
      sum += difference * difference
    }
    return Math.sqrt(sum) <= radius
  }
  const neighbours = new Uint32Array(count).fill(1)
  for (let a = 0; a < count; a++) {
    for (let b = 0; b < a; b++) {
      if (!isNear(a, b)) continue
      neighbours[a] = (neighbours[a] ?? 0) + 1
      neighbours[b] = (neighbours[b] ?? 0) + 1
    }
  }
  const isCore = (point: number) => (neighbours[point] ?? 0) >= minPoints

  const clusters = new Int32Array(count).fill(-1)
  let next = 0
  for (let start = 0; start < count; start++) {
    if (clusters[start] !== -1 || !isCore(start)) continue
    clusters[start] = next
    const reached = [start]
    for (let point = reached.pop(); point !== undefined; point = reached.pop()) {
      for (let other = 0; other < count; other++) {
        if (clusters[other] !== -1 || !isNear(point, other)) continue
        clusters[other] = next
        if (isCore(other)) reached.push(other)
      }
    }
    next++
  }
  return clusters
}
