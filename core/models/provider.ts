/**
 * What can run the graph (onnxruntime.ai/docs/execution-providers): the processor, and accelerators where the platform,
 * its drivers and this build of ONNX Runtime have them: CUDA on Linux, DirectML on Windows, CoreML on macOS, WebGPU anywhere.
 */
export const providerNames = ['cpu', 'cuda', 'dml', 'coreml', 'webgpu'] as const
export type ProviderName = (typeof providerNames)[number]

export const providerLabels = {
  cpu: 'CPU',
  cuda: 'CUDA',
  dml: 'DirectML',
  coreml: 'CoreML',
  webgpu: 'WebGPU',
} satisfies Record<ProviderName, string>

/** What a self-test of one provider found. */
export interface ProviderTest {
  provider: ProviderName
  /** The generation could be opened on it. */
  available: boolean
  /** Its scores are those of the CPU. */
  works: boolean
  /** In batches of 256; null where nothing could be scored. */
  rowsPerSecond: number | null
  /** Largest difference of a score from the CPU's, in standard deviations of that score among held-out normal acts. */
  worstDifference: number | null
  /** Why it must not be used, in words. */
  problem: string | undefined
}
