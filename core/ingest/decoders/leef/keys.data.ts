import type { FieldMap } from '../../field-map.ts'

/** Predefined event attributes of LEEF (IBM QRadar, Log Event Extended Format 2.0). */
export const leefKeys = {
  text: {
    'event.reason': 'reason',
    'group.name': 'identGrpName groupID',
    'host.hostname': 'identHostName identNetBios',
    message: 'msg message',
    'destination.mac': 'dstMAC',
    'rule.name': 'policy',
    'source.mac': 'srcMAC',
    'user.domain': 'domain',
    'user.name': 'usrName accountName src_user suser user username',
    'vpn.group': 'realm',
    'vpn.session_id': 'SessionID sessionID sessionId',
  },
  word: { 'event.action': 'action act disp' },
  address: {
    'destination.ip': 'dst',
    'destination.nat.ip': 'dstPostNAT',
    'source.ip': 'src identSrc',
    'source.nat.ip': 'srcPostNAT',
  },
  count: {
    'destination.bytes': 'dstBytes rcvd_bytes bytesIn',
    'destination.nat.port': 'dstPostNATPort',
    'destination.packets': 'dstPackets',
    'destination.port': 'dstPort',
    'event.severity': 'sev',
    'network.bytes': 'totalBytes',
    'network.packets': 'totalPackets',
    'source.bytes': 'srcBytes sent_bytes bytesOut',
    'source.nat.port': 'srcPostNATPort',
    'source.packets': 'srcPackets',
    'source.port': 'srcPort',
  },
} as const satisfies FieldMap
