import type { Settings } from '../../core/contract/index.ts'

const names = {
  cpu: 'CPU',
  cuda: 'CUDA (NVIDIA, Linux)',
  dml: 'DirectML (Windows)',
  coreml: 'CoreML (macOS)',
  webgpu: 'WebGPU',
  auto: 'The fastest that works',
} satisfies Record<Settings['executionProvider'], string>

// The object above has exactly these keys.
export const providers = (Object.keys(names) as Settings['executionProvider'][]).map((value) => ({
  value,
  label: names[value],
}))

export function providerName(provider: string): string {
  return providers.find(({ value }) => value === provider)?.label ?? provider
}
