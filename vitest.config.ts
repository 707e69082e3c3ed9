import { defineConfig } from 'vitest/config'

export default defineConfig({
  define: { global: 'globalThis' },
  test: {
    include: [
      'core/**/*.test.ts',
      'electron/**/*.test.ts',
      'renderer/**/*.test.{ts,tsx}',
      'scripts/**/*.test.ts',
    ],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // V8 loses count of its code pages where threads that strip types come and go, and aborts:
    // https://github.com/nodejs/node/issues/64500
    execArgv: ['--no-memory-protection-keys'],
  },
})
