import { fieldNames, isField } from '../event/fields.ts'
import { remember } from './remember.ts'
import type { Field } from '../event/event.ts'

/**
 * What tables and JSON logs call the fields of an event. Names are compared without case and punctuation, so
 * `Source IP`, `source_ip` and `sourceIp` are one name. Every field is also known by its own name; where that means
 * something else in the wild (`event_type`), this table wins over all but the exact ECS spelling.
 */
const aliases: Partial<Record<Field, string>> = {
  '@timestamp':
    'timestamp time when ts t date datetime eventtime eventtimestamp timegenerated timecreated logtime createdat createddatetime creationtime sessionstarttime starttime realtimetimestamp datum uhrzeit zeit zeitstempel datumuhrzeit fecha hora fechahora dateheure heure horodatage',
  message: 'msg raw text description',
  'event.action':
    'action event eventname eventtype activity operation operationname type aktion ereignis accion evento evenement',
  'event.code': 'eventid code messageid msgid',
  'event.outcome': 'outcome status result success authresult loginresult ergebnis resultado resultat',
  'event.reason': 'reason failurereason error errormessage',
  'event.end': 'endtime',
  'source.ip':
    'src srcip sourceaddress clientip remoteip remoteaddress ipaddress ip publicip calleripaddress callingstationid origh idorigh quellip quelladresse ipadresse iporigen ipsource adresseip direccionip',
  'source.port': 'srcport sport clientport remoteport idorigp',
  'source.bytes': 'srcbytes bytessent sentbytes sentbyte sent origbytes',
  'source.packets': 'srcpackets srcpkts packetssent origpkts',
  'destination.ip':
    'dst dstip dest destip destinationaddress serverip resph idresph zielip zieladresse ipdestino ipdestination',
  'destination.port': 'dstport dport destport serverport idrespp',
  'destination.bytes': 'dstbytes bytesreceived receivedbytes rcvdbyte received respbytes',
  'destination.packets': 'dstpackets dstpkts packetsreceived resppkts',
  'destination.domain': 'dsthost desthost destinationhost destinationhostname',
  'network.transport': 'proto protocol transport ipprotocol',
  'network.protocol': 'service app application appprotocol',
  'network.bytes': 'bytes totalbytes',
  'user.name':
    'user username benutzer benutzername usuario utilisateur nomutilisateur account accountname login loginname principal userprincipalname commonname',
  'user.email': 'email mail',
  'group.name': 'usergroup',
  'observer.name': 'device devicename firewall sensor',
  'observer.vendor': 'vendor',
  'observer.product': 'product',
  'rule.name': 'rule policy policyname',
  'url.original': 'url',
  'dns.question.name': 'query dnsquery',
  'user_agent.original': 'useragent',
  'vpn.assigned_ip': 'assignedip virtualip vpnip tunnelip privateip framedipaddress innerip',
  'vpn.auth_method': 'authmethod authtype authentication',
  'vpn.bytes_in': 'bytesin inbytes rxbytes inputoctets acctinputoctets ingressbytes',
  'vpn.bytes_out': 'bytesout outbytes txbytes outputoctets acctoutputoctets egressbytes',
  'vpn.client.os': 'clientos os osname platform',
  'vpn.client.version': 'clientversion agentversion',
  'vpn.device.id': 'deviceid machineid',
  'vpn.device.name': 'machinename endpoint endpointname',
  'vpn.disconnect_reason': 'disconnectreason terminationreason acctterminatecause',
  'vpn.duration': 'duration sessiontime sessionduration durationseconds acctsessiontime',
  'vpn.gateway': 'gateway vpngateway nasipaddress nasidentifier',
  'vpn.group': 'group vpngroup tunnelgroup profile realm',
  'vpn.mfa.result': 'mfa mfaresult',
  'vpn.session_id': 'session sessionid connectionid acctsessionid',
  'vpn.tunnel_type': 'tunnel tunneltype tunnelprotocol vpntype',
}

const longestName = 100

const known = new Map<string, Field>()
for (const [field, names] of Object.entries(aliases))
  if (isField(field)) for (const name of names.split(' ')) known.set(name, field)
for (const field of fieldNames) if (!known.has(plain(field))) known.set(plain(field), field)

/** The field a column or key stands for, or undefined. */
export const fieldOf = remember((name): Field | undefined =>
  isField(name) ? name : known.get(plain(name.slice(0, longestName))),
)

function plain(name: string): string {
  // Without the accents: `Résultat` is `resultat`.
  return name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
}
