import {
  counters,
  statisticsPeriodSeconds,
  type Action,
  type EndReason,
  type Flow,
  type Tunnel,
} from './action.ts'
import { datePerDay, timeOfDay } from './clock.ts'
import { networks } from './networks.ts'
import type { Writer } from './writer.ts'

/**
 * Syslog of a FortiGate (FortiOS 7) as SSL VPN gateway, clock in UTC. Field names, ids and values: FortiOS Log
 * Message Reference. In session records `sentbyte` is what the gateway sent to the person, in forward traffic what
 * the source sent.
 */
export const writeFortigate: Writer = (action, host, lines) => {
  const put = (priority: number, type: Type, rest: string) => {
    lines.push(
      `<${priority}>date=${date(action.time)} time=${timeOfDay(action.time)} devname="${host}" devid="${serial(host)}" eventtime=${nanoseconds(action.time)} tz="+0000" ` +
        `logid="${type[0]}" type="${type[1]}" subtype="${type[2]}" level="${type[3]}" vd="root" ${rest}`,
    )
  }
  switch (action.kind) {
    case 'reject':
      put(
        185,
        types.loginFail,
        `logdesc="SSL VPN login fail" action="ssl-login-fail" tunneltype="ssl-web" tunnelid=0 remip=${action.sourceIp} srccountry="${country(action.sourceIp)}" user="${action.user}" group="N/A" dst_host="N/A" reason="${rejections[action.reason]}" msg="SSL user failed to logged in"`,
      )
      break
    case 'lockout':
      put(
        185,
        types.loginFail,
        `logdesc="SSL VPN login fail" action="ssl-login-fail" tunneltype="ssl-web" tunnelid=0 remip=${action.sourceIp} srccountry="${country(action.sourceIp)}" user="${action.user}" group="N/A" dst_host="N/A" reason="sslvpn_login_blocked" msg="SSL user failed to logged in"`,
      )
      break
    case 'challenge':
      put(
        189,
        types.factor,
        `logdesc="Two-factor authentication code sent" user="${action.user}" action="send" msg="Send two-factor authentication token code to ${action.user}"`,
      )
      break
    case 'login':
      put(
        190,
        types.connection,
        `logdesc="SSL VPN new connection" action="ssl-new-con" tunneltype="ssl" tunnelid=0 remip=${action.tunnel.sourceIp} user="N/A" group="N/A" dst_host="N/A" reason="N/A" msg="SSL new connection"`,
      )
      break
    case 'start':
      put(
        190,
        types.webUp,
        `logdesc="SSL VPN tunnel up" action="tunnel-up" tunneltype="ssl-web" ${session(action.tunnel, false)} reason="login successfully" msg="SSL tunnel established"`,
      )
      break
    case 'assign':
      put(
        190,
        types.tunnelUp,
        `logdesc="SSL VPN tunnel up" action="tunnel-up" tunneltype="ssl-tunnel" ${session(action.tunnel, true)} reason="tunnel established" msg="SSL tunnel established"`,
      )
      break
    case 'statistics':
      put(
        190,
        types.statistics,
        `logdesc="SSL VPN statistics" action="tunnel-stats" tunneltype="ssl-tunnel" ${session(action.tunnel, true)} nextstat=${statisticsPeriodSeconds} ${volume(action.tunnel, action.time)} msg="SSL tunnel statistics"`,
      )
      break
    case 'roam':
      // The record after a change of address is an ordinary statistics record with the new one.
      put(
        190,
        types.statistics,
        `logdesc="SSL VPN statistics" action="tunnel-stats" tunneltype="ssl-tunnel" ${session(action.tunnel, true)} nextstat=${statisticsPeriodSeconds} ${volume(action.tunnel, action.time)} msg="SSL tunnel statistics"`,
      )
      break
    case 'open':
      if (action.flow.query) put(190, types.dns, query(action.tunnel, action.flow))
      if (action.flow.outcome === 'denied') put(188, types.traffic, traffic(action.tunnel, action.flow))
      break
    case 'close':
      put(189, types.traffic, traffic(action.tunnel, action.flow))
      break
    case 'end':
      logOut(action, put)
      break
  }
}

type Type = readonly [string, string, string, string]

const types = {
  loginFail: ['0101039426', 'event', 'vpn', 'alert'],
  connection: ['0101039943', 'event', 'vpn', 'information'],
  webUp: ['0101039424', 'event', 'vpn', 'information'],
  webDown: ['0101039425', 'event', 'vpn', 'information'],
  tunnelUp: ['0101039947', 'event', 'vpn', 'information'],
  tunnelDown: ['0101039948', 'event', 'vpn', 'information'],
  statistics: ['0101039949', 'event', 'vpn', 'information'],
  factor: ['0100038411', 'event', 'system', 'notice'],
  traffic: ['0000000013', 'traffic', 'forward', 'notice'],
  dns: ['1501054802', 'utm', 'dns', 'notice'],
} as const satisfies Record<string, Type>

const rejections = {
  password: 'sslvpn_login_permission_denied',
  'unknown-user': 'sslvpn_login_unknown_user',
  locked: 'sslvpn_login_blocked',
  expired: 'sslvpn_login_password_expired',
  mfa: 'sslvpn_login_token_denied',
} as const

const endings: Readonly<Record<EndReason, string>> = {
  user: 'User requested termination of service',
  idle: 'Idle timeout',
  lost: 'Lost service',
  limit: 'Auth timeout',
}

function session(tunnel: Tunnel, inner: boolean): string {
  return (
    `tunnelid=${tunnel.id} remip=${tunnel.sourceIp} ${inner ? `tunnelip=${tunnel.lease} ` : ''}srccountry="${country(tunnel.sourceIp)}" ` +
    `user="${tunnel.user}" group="${tunnel.group}" dst_host="N/A"`
  )
}

function volume(tunnel: Tunnel, time: number): string {
  const { up, down } = counters(tunnel, time)
  return `duration=${Math.floor((time - tunnel.start) / 1000)} sentbyte=${down} rcvdbyte=${up}`
}

function logOut(
  action: Extract<Action, { kind: 'end' }>,
  put: (priority: number, type: Type, rest: string) => void,
): void {
  const { tunnel, time } = action
  const reason = `reason="${endings[action.reason]}" msg="SSL tunnel shutdown"`
  put(
    190,
    types.tunnelDown,
    `logdesc="SSL VPN tunnel down" action="tunnel-down" tunneltype="ssl-tunnel" ${session(tunnel, true)} ${volume(tunnel, time)} ${reason}`,
  )
  put(
    190,
    types.webDown,
    `logdesc="SSL VPN tunnel down" action="tunnel-down" tunneltype="ssl-web" ${session(tunnel, false)} ${volume(tunnel, time)} ${reason}`,
  )
}

function traffic(tunnel: Tunnel, flow: Flow): string {
  const denied = flow.outcome === 'denied'
  const action = denied
    ? 'deny'
    : flow.outcome === 'done'
      ? flow.transport === 'tcp'
        ? 'close'
        : 'accept'
      : flow.outcome === 'refused'
        ? 'server-rst'
        : 'timeout'
  const packets = (bytes: number) => Math.ceil(bytes / 1200)
  const egress = flow.inside ? 'dstintf="internal" dstintfrole="lan"' : 'dstintf="wan1" dstintfrole="wan"'
  return (
    `${endpoints(tunnel, flow)} srcintf="ssl.root" srcintfrole="undefined" ${egress} srccountry="Reserved" dstcountry="${flow.inside ? 'Reserved' : 'United States'}" ` +
    `sessionid=${flow.id} proto=${flow.transport === 'tcp' ? 6 : 17} action="${action}" policyid=${denied ? 0 : flow.inside ? 21 : 22} policytype="policy" ` +
    `user="${tunnel.user}" group="${tunnel.group}" authserver="radius1" service="${flow.service}" trandisp="${flow.inside ? 'noop' : 'snat'}" ` +
    `duration=${denied ? 0 : Math.ceil(flow.duration / 1000)} sentbyte=${denied ? 0 : flow.up} rcvdbyte=${denied ? 0 : flow.down} ` +
    `sentpkt=${denied ? 0 : packets(flow.up)} rcvdpkt=${denied ? 0 : packets(flow.down)} appcat="unscanned"`
  )
}

function query(tunnel: Tunnel, flow: Flow): string {
  return (
    `eventtype="dns-query" policyid=21 sessionid=${flow.id} user="${tunnel.user}" group="${tunnel.group}" ${endpoints(tunnel, flow)} ` +
    `srcintf="ssl.root" dstintf="internal" proto=17 profile="default" xid=${flow.sourcePort} qname="${flow.query?.name ?? ''}" ` +
    `qtype="${flow.query?.type ?? ''}" qclass="IN" msg="Domain is monitored" action="pass" cat=52 catdesc="Information Technology"`
  )
}

function endpoints(tunnel: Tunnel, flow: Flow): string {
  return `srcip=${tunnel.lease} srcport=${flow.sourcePort} dstip=${flow.destinationIp} dstport=${flow.destinationPort}`
}

const names = new Intl.DisplayNames('en', { type: 'region' })
const countries = new Map(
  networks.flatMap((network) =>
    network.blocks.map((block) => [block, names.of(network.country) ?? 'Reserved']),
  ),
)

function country(ip: string): string {
  return countries.get(ip.slice(0, ip.lastIndexOf('.'))) ?? 'Reserved'
}

function serial(host: string): string {
  return `FG200FT920${String(host.charCodeAt(host.length - 1)).padStart(6, '0')}`
}

/** Below a millisecond the digits mean nothing, but real devices write them. */
function nanoseconds(time: number): string {
  return `${time}${String((time * 7919) % 1_000_000).padStart(6, '0')}`
}

const date = datePerDay((day) => day.toISOString().slice(0, 10))
