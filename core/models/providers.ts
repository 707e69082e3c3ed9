/** What a self-test of one execution provider of ONNX Runtime found. */
export interface ProviderTest {
  provider: string
  /** The generation could be opened on it. */
  available: boolean
  /** Its scores are those of the CPU. */
  works: boolean
  /** null where nothing could be scored. */
  rowsPerSecond: number | null
  /** Largest difference of a score from the CPU's. */
  worstDifference: number | null
  /** Why it must not be used, in words. */
  problem: string | undefined
}
