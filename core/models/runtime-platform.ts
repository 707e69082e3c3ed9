/** Where onnxruntime-node 1.30.0 has a binary: `bin/napi-v6/<platform>/<architecture>` of the package. */
export const runtimePlatforms = {
  darwin: ['arm64'],
  linux: ['arm64', 'x64'],
  win32: ['arm64', 'x64'],
} satisfies Partial<Record<NodeJS.Platform, NodeJS.Architecture[]>>

/** Why the models cannot run on this machine, as a sentence with what to do; undefined where they can. */
export function runtimeObstacle(
  platform: string = process.platform,
  architecture: string = process.arch,
): string | undefined {
  const found = Object.entries(runtimePlatforms).find(([name]) => name === platform)?.[1]
  if (found?.some((name) => name === architecture)) return undefined
  const machine = platform === 'darwin' ? 'Macs with an Intel processor' : `${platform} on ${architecture}`
  return (
    `ONNX Runtime has no build for ${machine}, so nothing can be scored here: logs can be read (sonic parse) and results ` +
    'of another machine opened. To analyse, use a Mac with Apple silicon, or Linux or Windows on a 64-bit processor.'
  )
}
