import type { Happening } from '../happening.ts'
import { bsdTime, type Entry, type Form } from './form.ts'

/** OpenVPN 2.6 with passwords checked by PAM, in syslog; messages of its source (ssl_verify.c, multi.c, plugins/auth-pam). */
export const openvpn: Form = {
  tellsBytes: false,
  write(happening) {
    const { user, ip, device } = happening
    const peer = `${ip}:${port(happening)}`
    const lines = (...texts: [after: number, text: string][]): Entry[] =>
      texts.map(([after, text]) => {
        const time = happening.time + after
        return { file: 'openvpn.log', time, text: `${bsdTime(time)} vpn1 openvpn[911]: ${text}` }
      })
    const system = device.os.includes('Windows')
      ? 'win'
      : device.os.includes('mac')
        ? 'mac'
        : device.os.includes('iOS')
          ? 'ios'
          : 'linux'
    switch (happening.kind) {
      case 'refused':
        return lines(
          [0, `${peer} TLS: Initial packet from [AF_INET]${peer}, sid=1f2e3d4c 5b6a7988`],
          [100, `${peer} peer info: IV_PLAT=${system}`],
          [200, `AUTH-PAM: BACKGROUND: user '${user}' failed to authenticate: Authentication failure`],
          [300, `${peer} TLS Auth Error: Auth Username/Password verification failed for peer`],
        )
      case 'accepted':
        return lines(
          [0, `${peer} TLS: Initial packet from [AF_INET]${peer}, sid=1f2e3d4c 5b6a7988`],
          [100, `${peer} peer info: IV_VER=2.${device.client}`],
          [100, `${peer} peer info: IV_PLAT=${system}`],
          [200, `${peer} TLS: Username/Password authentication succeeded for username '${user}'`],
          [300, `${peer} [${user}] Peer Connection Initiated with [AF_INET]${peer}`],
          [400, `${user}/${peer} MULTI_sva: pool returned IPv4=${happening.inner}, IPv6=(Not enabled)`],
        )
      case 'ended':
        return lines([0, `${user}/${peer} SIGTERM[soft,remote-exit] received, client-instance exiting`])
    }
  },
}

function port(happening: Happening): number {
  return happening.kind === 'refused'
    ? 20_000 + (((happening.time / 1000) % 40_000) | 0)
    : 20_000 + (happening.session % 40_000)
}
