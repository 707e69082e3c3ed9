import { ctime, type Form } from './form.ts'

/** FreeRADIUS 3 behind a pfSense gateway: radius.log and the accounting detail file; attributes of RFC 2865 and RFC 2866. */
export const radius: Form = {
  tellsBytes: true,
  write(happening) {
    const { time, user, ip } = happening
    const say = (text: string) => ({
      file: 'radius.log',
      time,
      text: `${ctime(time)} : Auth: (${Math.floor(time / 1000) % 100_000}) ${text}`,
    })
    const client = `(from client pfsense port ${happening.kind === 'refused' ? 0 : happening.session % 1000} cli ${ip})`
    switch (happening.kind) {
      case 'refused': {
        const cause =
          happening.reason === 'second factor' ? 'rest: second factor denied' : 'ldap: Bind as user failed'
        return [say(`Login incorrect (${cause}): [${user}] ${client}`)]
      }
      case 'accepted':
        return [
          say(`Login OK: [${user}] ${client}`),
          detail(time + 1000, [
            'Acct-Status-Type = Start',
            ...of(happening.session, user, ip, happening.inner),
          ]),
        ]
      case 'ended':
        return [
          detail(time, [
            'Acct-Status-Type = Stop',
            ...of(happening.session, user, ip, happening.inner),
            `Acct-Session-Time = ${happening.seconds}`,
            `Acct-Input-Octets = ${Math.round(happening.up) % 2 ** 32}`,
            `Acct-Input-Gigawords = ${Math.floor(happening.up / 2 ** 32)}`,
            `Acct-Output-Octets = ${Math.round(happening.down) % 2 ** 32}`,
            `Acct-Output-Gigawords = ${Math.floor(happening.down / 2 ** 32)}`,
            'Acct-Terminate-Cause = User-Request',
          ]),
        ]
    }
  },
}

function of(session: number, user: string, ip: string, inner: string): string[] {
  return [
    `Acct-Session-Id = "${session.toString(16).padStart(8, '0')}"`,
    `User-Name = "${user}"`,
    'NAS-IP-Address = 198.51.100.30',
    'NAS-Identifier = "pfsense"',
    `Calling-Station-Id = "${ip}"`,
    `Framed-IP-Address = ${inner}`,
  ]
}

function detail(time: number, attributes: readonly string[]) {
  const body = [...attributes, `Timestamp = ${Math.floor(time / 1000)}`].map((text) => `\t${text}`)
  return { file: 'detail', time, text: [ctime(time), ...body, ''].join('\n') }
}
