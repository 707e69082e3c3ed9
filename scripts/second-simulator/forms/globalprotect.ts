import type { Happening } from '../happening.ts'
import { bsdTime, dateTime, type Entry, type Form } from './form.ts'

/** GlobalProtect records of PAN-OS 10 in syslog; columns after docs.paloaltonetworks.com, "GlobalProtect Log Fields". */
export const globalprotect: Form = {
  tellsBytes: false,
  write(happening) {
    switch (happening.kind) {
      case 'refused':
        return [record(happening, 'gateway-auth', 'login', 'failure', { reason: reasons[happening.reason] })]
      case 'accepted':
        return [
          record(happening, 'gateway-auth', 'login', 'success', {}),
          record({ ...happening, time: happening.time + 1000 }, 'gateway-connected', 'connected', 'success', {
            inner: happening.inner,
          }),
        ]
      case 'ended':
        return [
          record(happening, 'gateway-logout', 'logout', 'success', {
            inner: happening.inner,
            seconds: happening.seconds,
          }),
        ]
    }
  },
}

const reasons = {
  password: 'Authentication failed: Invalid username or password',
  'unknown user': 'Authentication failed: Invalid username or password',
  'second factor': 'Authentication failed: RADIUS challenge was rejected (MFA denied)',
}
let sequence = 7_100_000

interface More {
  reason?: string
  inner?: string
  seconds?: number
}

function record(of: Happening, event: string, stage: string, status: string, more: More): Entry {
  const { time, user, ip, device } = of
  sequence += 1
  const at = dateTime(time, '/')
  const system = device.os.includes('Windows') ? 'Windows' : device.os.includes('Linux') ? 'Linux' : 'Mac'
  const columns = [
    '1',
    at,
    '013201034567',
    'GLOBALPROTECT',
    '0',
    '2561',
    at,
    'vsys1',
    event,
    stage,
    'RADIUS',
    event === 'gateway-connected' ? 'IPSec' : '',
    user,
    '',
    device.name,
    ip,
    '0.0.0.0',
    more.inner ?? '0.0.0.0',
    '0.0.0.0',
    identify(device.id),
    '',
    device.client,
    system,
    `"${device.os} , 64-bit"`,
    '1',
    more.reason ?? '',
    more.reason ?? '',
    '',
    status,
    '',
    String(more.seconds ?? 0),
    'user-logon',
    more.reason === undefined ? '0' : '-1',
    'GP-Gateway',
    String(sequence),
    '0x0',
  ]
  return { file: 'globalprotect.log', time, text: `<14>${bsdTime(time)} pan-gw ${columns.join(',')}` }
}

/** A host id as the agent writes it. */
function identify(id: string): string {
  return `${id.slice(0, 8)}-${id.slice(8, 12)}-${id.slice(12, 16)}-${id.slice(16, 20)}-${id.slice(20)}`
}
