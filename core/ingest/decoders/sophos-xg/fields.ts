import { compileFieldMap } from '../../field-map.ts'

/** Keys of SFOS (Sophos Firewall "Syslog guide") under ECS names, the spellings of older and newer releases. */
export const setCommon = compileFieldMap({
  text: {
    'observer.egress.interface.name': 'out_interface',
    'observer.egress.zone': 'dstzonetype dst_zone_type',
    'observer.ingress.interface.name': 'in_interface',
    'observer.ingress.zone': 'srczonetype src_zone_type',
    'observer.name': 'device_name',
    'observer.serial_number': 'device_id device_serial_id',
    'group.name': 'user_gp user_group usergroupname',
  },
  address: {
    'destination.ip': 'dst_ip destinationip',
    'destination.nat.ip': 'tran_dst_ip dst_trans_ip',
    'source.ip': 'src_ip sourceip',
    'source.nat.ip': 'tran_src_ip src_trans_ip',
  },
  count: {
    'destination.bytes': 'recv_bytes bytes_received',
    'destination.nat.port': 'tran_dst_port dst_trans_port',
    'destination.packets': 'recv_pkts packets_received',
    'destination.port': 'dst_port',
    'source.bytes': 'sent_bytes bytes_sent',
    'source.nat.port': 'tran_src_port src_trans_port',
    'source.packets': 'sent_pkts packets_sent',
    'source.port': 'src_port',
  },
  word: { 'network.transport': 'protocol' },
})

export const setFirewall = compileFieldMap({
  text: {
    'rule.id': 'fw_rule_id',
    'rule.name': 'fw_rule_name',
    'rule.ruleset': 'policy_type',
    'source.mac': 'src_mac',
    'destination.mac': 'dst_mac',
  },
  word: { 'network.protocol': 'application app_name' },
})

export const setWeb = compileFieldMap({
  text: {
    'file.name': 'filename file_name download_file_name',
    'http.request.method': 'http_method method',
    'http.request.referrer': 'referer',
    'rule.id': 'fw_rule_id',
    'rule.name': 'fw_rule_name',
    'user_agent.original': 'user_agent useragent',
  },
  count: {
    'http.response.status_code': 'status_code httpresponsecode http_status',
    'file.size': 'file_size',
  },
})

export const setSignature = compileFieldMap({
  text: { 'rule.id': 'signature_id', 'rule.name': 'signature_msg', 'rule.category': 'classification' },
})

/** The web application firewall counts from its own end; Elastic's mapping lets the status stand in for the bytes sent. */
export const setWaf = compileFieldMap({
  text: {
    'http.request.method': 'method',
    'http.request.referrer': 'referer',
    'http.version': 'ws_protocol',
    'url.domain': 'domain',
    'url.full': 'url',
    'user_agent.original': 'useragent',
  },
  address: { 'destination.ip': 'localip', 'source.ip': 'sourceip' },
  count: {
    'destination.bytes': 'httpstatus bytessent',
    'http.response.status_code': 'httpstatus',
    'source.bytes': 'bytesrcv',
  },
})

export const setSession = compileFieldMap({
  address: {
    'destination.ip': 'dst_ip localinterfaceip local_ip localip',
    'source.ip': 'src_ip remoteinterfaceip remote_ip remoteip',
    'vpn.assigned_ip': 'ipaddress assigned_ip leased_ip',
  },
  text: {
    'vpn.group': 'usergroupname user_group connectionname connection_name',
    'vpn.disconnect_reason': 'reason',
    'vpn.auth_method': 'auth_mechanism authmechanism',
  },
})
