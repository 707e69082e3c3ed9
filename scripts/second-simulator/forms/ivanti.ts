import type { Happening } from '../happening.ts'
import { dateTime, type Form } from './form.ts'

/** Ivanti Connect Secure's user access log in RFC 5424; messages after its "Log Message Reference". */
export const ivanti: Form = {
  tellsBytes: true,
  write(happening) {
    const { user, ip, device } = happening
    const agent = `Pulse-Secure/9.1.18.${device.client.replaceAll('.', '')} (${device.os}) Pulse/9.1.18`
    switch (happening.kind) {
      case 'refused': {
        const text =
          happening.reason === 'second factor'
            ? `Secondary authentication failed for ${user}/Duo from ${ip}`
            : `Login failed using auth server AD (Active Directory).  Reason: Failed`
        return [line(happening, '', text)]
      }
      case 'accepted':
        return [
          line(
            happening,
            'Staff',
            `Agent login succeeded for ${user}/Users (session:sid${happening.session.toString(16)}) from ${ip} with ${agent}.`,
          ),
          line(
            { ...happening, time: happening.time + 2000 },
            'Staff',
            `VPN Tunneling: Session started for user with IPv4 address ${happening.inner}, hostname ${device.name}`,
          ),
        ]
      case 'ended':
        return [
          line(
            happening,
            'Staff',
            `Closed connection to TUN-VPN port 443 after ${happening.seconds} seconds, with ${Math.round(happening.up)} bytes read (in ${Math.ceil(happening.up / 1400)} chunks) and ${Math.round(happening.down)} bytes written (in ${Math.ceil(happening.down / 1400)} chunks)`,
          ),
          line(
            { ...happening, time: happening.time + 1000 },
            'Staff',
            `Logout from ${ip} (session:sid${happening.session.toString(16)})`,
          ),
        ]
    }
  },
}

function line({ time, user, ip }: Happening, role: string, text: string) {
  const at = dateTime(time)
  return {
    file: 'ivanti.log',
    time,
    text: `<134>1 ${at.replace(' ', 'T')}+00:00 198.51.100.20 PulseSecure: - - - ${at} - ics1 - [${ip}] ${user}(Users)[${role}] - ${text}`,
  }
}
