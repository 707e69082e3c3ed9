import type { FieldMap } from '../../field-map.ts'

/**
 * Extension keys of CEF, short and full name (ArcSight Common Event Format, version 25), and those that FortiGate,
 * PAN-OS and others add for remote access.
 */
export const cefKeys = {
  text: {
    'destination.domain': 'dhost destinationHostName destinationDnsDomain',
    'destination.mac': 'dmac destinationMacAddress',
    'destination.user.name': 'duser destinationUserName',
    'event.action': 'act deviceAction PanOSEventID',
    'rule.name': 'FTNTFGTpolicyname',
    'event.reason': 'reason Reason FTNTFGTreason PanOSReason PanOSEventReason',
    'file.name': 'fname filename',
    'file.path': 'filePath',
    'host.hostname': 'FTNTFGTdst_host PanOSEndpointDeviceName',
    'http.request.method': 'requestMethod',
    message: 'msg message',
    'observer.egress.interface.name': 'deviceOutboundInterface DeviceOutboundInterface',
    'observer.hostname': 'dvchost deviceHostName deviceDnsDomain',
    'observer.ingress.interface.name': 'deviceInboundInterface',
    'process.name': 'deviceProcessName',
    'source.domain': 'shost sourceHostName sourceDnsDomain',
    'source.mac': 'smac sourceMacAddress',
    'source.user.name': 'suser sourceUserName PanOSSourceUserName FTNTFGTxauthuser FTNTFGTuser',
    'user.id': 'suid sourceUserId duid destinationUserId',
    'user_agent.original': 'requestClientApplication',
    'vpn.auth_method': 'PanOSAuthMethod',
    'vpn.client.os': 'PanOSEndpointOSType',
    'vpn.client.version': 'PanOSGlobalProtectClientVersion',
    'vpn.device.id': 'PanOSHostID',
    'vpn.gateway': 'PanOSGlobalProtectGatewayLocation PanOSPortal',
    'vpn.group': 'FTNTFGTgroup',
    'vpn.session_id': 'FTNTFGTtunnelid',
    'vpn.tunnel_type': 'FTNTFGTtunneltype PanOSTunnelType',
  },
  word: { 'network.transport': 'proto transportProtocol' },
  address: {
    'destination.ip': 'dst destinationAddress',
    'destination.nat.ip': 'destinationTranslatedAddress',
    'observer.ip': 'dvc deviceAddress',
    'source.ip': 'src sourceAddress FTNTFGTremip PanOSPublicIPv4',
    'source.nat.ip': 'sourceTranslatedAddress',
    'vpn.assigned_ip': 'FTNTFGTtunnelip FTNTFGTassignip PanOSPrivateIPv4',
  },
  count: {
    'destination.nat.port': 'destinationTranslatedPort',
    'destination.port': 'dpt destinationPort',
    'file.size': 'fsize fileSize',
    'process.pid': 'dvcpid deviceProcessId',
    'source.nat.port': 'sourceTranslatedPort',
    'source.port': 'spt sourcePort',
    'vpn.duration': 'FTNTFGTduration PanOSLoginDuration',
  },
} as const satisfies FieldMap

const numbered = new Map([
  ['c6a', 'deviceCustomIPv6Address'],
  ['cfp', 'deviceCustomFloatingPoint'],
  ['cn', 'deviceCustomNumber'],
  ['cs', 'deviceCustomString'],
])

/** Fields an analyst or vendor names by a label of its own (`cs1=…` with `cs1Label=…`): full name by short name. */
export const customFields: ReadonlyMap<string, string> = new Map([
  ...[...numbered].flatMap(([short, full]) =>
    [1, 2, 3, 4, 5, 6].map((n) => [`${short}${n}`, `${full}${n}`] as const),
  ),
  ...'deviceCustomDate1 deviceCustomDate2 flexDate1 flexNumber1 flexNumber2 flexString1 flexString2 deviceFlexNumber1 deviceFlexNumber2'
    .split(' ')
    .map((name) => [name, name] as const),
])

/** Short and full names, and those of the labels. */
export const customKeys: ReadonlySet<string> = new Set(
  [...customFields].flatMap(([short, full]) => [short, full, `${short}Label`, `${full}Label`]),
)
