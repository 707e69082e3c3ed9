/** What simple detectors make of an event sequence; larger is stranger (Landauer et al., arXiv 2309.02854). */
interface SequenceBaselines {
  /** Share of events whose kind training never had. */
  newEvent: (sequence: Int32Array) => number
  /** Distance to the nearest training sequence's counts of each event, sum of absolute differences / sum of counts. */
  countVector: (sequence: Int32Array) => number
}

export function fitBaselines(training: readonly Int32Array[], vocabulary: number): SequenceBaselines {
  const known = new Set(training.flatMap((sequence) => [...sequence]))
  const references = [
    ...new Map(
      training.map((sequence) => countsOf(sequence, vocabulary)).map((counts) => [counts.join(), counts]),
    ).values(),
  ]
  return {
    newEvent: (sequence) =>
      sequence.filter((event) => !known.has(event)).length / Math.max(1, sequence.length),
    countVector: (sequence) => {
      const counts = countsOf(sequence, vocabulary)
      return references.reduce((least, reference) => Math.min(least, distance(counts, reference)), Infinity)
    },
  }
}

function countsOf(sequence: Int32Array, vocabulary: number): Uint32Array {
  const counts = new Uint32Array(vocabulary)
  for (const event of sequence) counts[event] = (counts[event] ?? 0) + 1
  return counts
}

function distance(a: Uint32Array, b: Uint32Array): number {
  let difference = 0
  let total = 0
  for (let i = 0; i < a.length; i++) {
    difference += Math.abs((a[i] ?? 0) - (b[i] ?? 0))
    total += (a[i] ?? 0) + (b[i] ?? 0)
  }
  return total > 0 ? difference / total : 0
}
