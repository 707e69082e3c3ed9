#!/usr/bin/env node
import { enableCompileCache } from 'node:module'

// The native store segfaults under a runtime without Node-API 10, so this check precedes every other import.
if (Number(process.versions.napi) < 10) {
  process.stderr.write(
    `Sonic needs Node.js 22.14 or newer; this is ${process.version}. Use: npm run -s sonic -- …\n`,
  )
  process.exit(1)
}
enableCompileCache()
const { main } = await import('./main.ts')
process.exitCode = await main(process.argv)
