import type { FieldMap } from '../../field-map.ts'
import { compileFieldMap } from '../../field-map.ts'

/** Structured-data keys of the RT_* logs (Junos OS "System Log Explorer") under ECS names. */
const connection = {
  text: {
    'event.reason': 'reason',
    'group.name': 'roles',
    'observer.egress.interface.name': 'destination-interface-name',
    'observer.egress.zone': 'destination-zone-name destination-zone',
    'observer.ingress.interface.name': 'packet-incoming-interface source-interface-name interface-name',
    'observer.ingress.zone': 'source-zone-name source-zone',
  },
  word: { 'network.application': 'nested-application application' },
  address: {
    'destination.ip': 'destination-address',
    'destination.nat.ip': 'nat-destination-address',
    'source.ip': 'source-address sourceip client-ip',
    'source.nat.ip': 'nat-source-address',
  },
  count: {
    'destination.bytes': 'bytes-from-server inbound-bytes',
    'destination.nat.port': 'nat-destination-port',
    'destination.packets': 'packets-from-server inbound-packets',
    'destination.port': 'destination-port',
    'source.bytes': 'bytes-from-client outbound-bytes',
    'source.nat.port': 'nat-source-port',
    'source.packets': 'packets-from-client outbound-packets',
    'source.port': 'source-port',
  },
} satisfies FieldMap

export const setConnection = compileFieldMap(connection)

export const setUtm = compileFieldMap({
  text: {
    'file.name': 'filename',
    'rule.name': 'policy-name',
    'url.domain': 'url',
    'url.path': 'obj',
    'network.protocol': 'protocol',
  },
})

export const setFlow = compileFieldMap({ text: { 'rule.name': 'policy-name' } })

export const setIdp = compileFieldMap({
  text: { 'rule.name': 'rulebase-name', 'rule.id': 'rule-name', 'network.protocol': 'protocol-name' },
})

export const setAdvancedThreat = compileFieldMap({
  text: { 'source.domain': 'hostname', 'url.domain': 'http-host', 'file.name': 'file-name' },
})

/** Keys of the messages of daemons: sshd, mgd, kmd, authd. */
export const setSystem = compileFieldMap({
  text: { 'rule.name': 'rulebase-name', 'rule.id': 'rule-name', 'network.protocol': 'protocol-name' },
  address: {
    'source.ip': 'local-address sourceip source-address client-address client-ip host-address',
    'destination.ip': 'remote-address destination-address',
  },
  count: {
    'destination.bytes': 'inbound-bytes',
    'destination.packets': 'inbound-packets',
    'destination.port': 'destination-port',
    'source.bytes': 'outbound-bytes',
    'source.packets': 'outbound-packets',
    'source.port': 'source-port',
  },
})
