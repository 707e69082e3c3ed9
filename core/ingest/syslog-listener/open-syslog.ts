import type { OpenLive } from '../live-source.ts'
import type { ListenAddress } from './listen-address.ts'
import type { ListenerTls } from './stream-port.ts'
import { SyslogListener } from './syslog-listener.ts'

interface SyslogOptions {
  address: ListenAddress
  /** Of an address for TLS. */
  tls?: ListenerTls | undefined
  /** Told once of each thing that is noticed. */
  onRemark?: (remark: string) => void
  /** Told where the port is, when it is open. */
  onOpen?: (address: ListenAddress) => void
}

/** Listens for syslog. */
export function openSyslog(options: SyslogOptions): OpenLive {
  return ({ formats, signal, pace }) => new SyslogListener({ ...formats, ...options, signal, pace })
}
