import { z } from 'zod'
import type { OpenLive } from '../ingest/live-source.ts'
import {
  formatListenAddress,
  parseListenAddress,
  type ListenAddress,
} from '../ingest/syslog-listener/listen-address.ts'
import { openSyslog } from '../ingest/syslog-listener/open-syslog.ts'
import { readPem } from './option-files.ts'
import { tell } from './print.ts'
import { UsageError } from './usage-error.ts'

export const syslogOptionsSchema = z.object({
  syslog: z.array(z.string()).default([]),
  tlsCa: z.string().optional(),
  tlsCert: z.string().optional(),
  tlsKey: z.string().optional(),
})
type SyslogOptions = z.infer<typeof syslogOptionsSchema>

/** The ports to listen at, which tell what they notice. @throws UsageError */
export async function readSyslog(options: SyslogOptions): Promise<{ live: OpenLive[]; names: string[] }> {
  const addresses = options.syslog.map(readAddress)
  const isSecure = addresses.some(({ transport }) => transport === 'tls')
  const tls = isSecure ? await readTls(options) : undefined
  return {
    live: addresses.map((address) =>
      openSyslog({ address, tls: address.transport === 'tls' ? tls : undefined, onRemark: tell }),
    ),
    names: addresses.map(formatListenAddress),
  }
}

function readAddress(text: string): ListenAddress {
  const address = parseListenAddress(text)
  if (address) return address
  throw new UsageError(
    `--syslog ${text}: write udp://HOST:PORT, tcp://HOST:PORT or tls://HOST:PORT, as udp://127.0.0.1:5514.`,
  )
}

async function readTls({ tlsCa, tlsCert, tlsKey }: SyslogOptions) {
  const [certificate, key, ca] = await Promise.all([
    readPem('--tls-cert', tlsCert),
    readPem('--tls-key', tlsKey),
    readPem('--tls-ca', tlsCa),
  ])
  if (certificate === undefined || key === undefined)
    throw new UsageError(
      '--syslog tls://… needs the certificate that senders are shown: --tls-cert FILE and --tls-key FILE, PEM. With --tls-ca FILE only senders with a certificate of that authority are heard.',
    )
  return { certificate, key, ca }
}
