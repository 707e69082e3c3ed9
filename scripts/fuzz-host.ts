/**
 * `npm run fuzz:host [-- --cases N --seed N]`: damaged bytes, requests, upgrades, frames and messages against the raw
 * port of a running `sonic serve`, with and without a cookie. It must live, answer, and end in good order.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { fuzzHost } from './lib/host-fuzz.ts'
import { signIn, startServe } from './lib/raw-host.ts'

const { values } = parseArgs({
  options: { cases: { type: 'string', default: '8000' }, seed: { type: 'string', default: '1' } },
})
const [cases, seed] = [Number(values.cases), Number(values.seed)]
const folder = mkdtempSync(join(tmpdir(), 'sonic-fuzz-'))
const screens = join(folder, 'screens')
mkdirSync(screens)
writeFileSync(join(screens, 'index.html'), '<h1>Sonic</h1>')
const begun = performance.now()
const serve = await startServe(folder, screens)
try {
  await fuzzHost({ serve, cookie: await signIn(serve.address), cases, seed })
  serve.process.kill('SIGTERM')
  const status = await serve.ended
  const seconds = ((performance.now() - begun) / 1000).toFixed(0)
  console.log(`fuzz-host: ${cases} cases in ${seconds} s, seed ${seed}; serve ended with ${status}`)
  process.exitCode = status === 0 ? 0 : 1
} finally {
  serve.process.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
}
