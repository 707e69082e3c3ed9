/** Input for formats whose lines mean nothing without the header before them: written from the formats' documentation. */
export const tables: Record<string, { header: readonly string[]; rows: readonly string[] }> = {
  zeek: {
    header: [
      '#separator \\x09',
      '#set_separator\t,',
      '#empty_field\t(empty)',
      '#unset_field\t-',
      '#path\tconn',
      '#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tservice\tduration\torig_bytes\tresp_bytes\tconn_state\tmissed_bytes\thistory\torig_pkts\torig_ip_bytes\tresp_pkts\tresp_ip_bytes',
      '#types\ttime\tstring\taddr\tport\taddr\tport\tenum\tstring\tinterval\tcount\tcount\tstring\tcount\tstring\tcount\tcount\tcount\tcount',
    ],
    rows: [
      '1767323045.857497\tCAcJw21BbVedgFnYH3\t10.8.0.5\t50123\t192.0.2.7\t443\ttcp\tssl\t1.250113\t1048\t20480\tSF\t0\tShADadFf\t14\t1784\t22\t21632',
      '1767323046.120034\tCq2nzk3yoGd4Yl5Mc\t10.8.0.6\t38339\t10.1.1.53\t53\tudp\tdns\t0.076967\t75\t178\tSF\t0\tDd\t1\t103\t1\t206',
      '1767323046.412876\tCnFxk31d0Ke9r2Sj6b\t10.8.0.5\t50124\t10.1.50.20\t3389\ttcp\t-\t-\t-\t-\tREJ\t0\tSr\t1\t60\t1\t40',
    ],
  },
  'aws-vpc-flow': {
    header: [
      'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status',
    ],
    rows: [
      '2 123456789012 eni-0a1b2c3d 10.0.1.5 192.0.2.7 50123 443 6 20 4249 1767323040 1767323100 ACCEPT OK',
      '2 123456789012 eni-0a1b2c3d 198.51.100.9 10.0.1.5 44321 22 6 1 40 1767323040 1767323100 REJECT OK',
    ],
  },
  argus: {
    header: [
      'StartTime,Dur,Proto,SrcAddr,Sport,Dir,DstAddr,Dport,State,sTos,dTos,TotPkts,TotBytes,SrcBytes,Label',
    ],
    rows: [
      '2026/01/02 03:04:05.857497,1.250113,tcp,10.8.0.5,50123,   ->,192.0.2.7,443,FSPA_FSPA,0,0,36,23416,1784,',
      '2026/01/02 03:04:06.120034,0.076967,udp,10.8.0.6,38339,  <->,10.1.1.53,53,CON,0,0,2,309,103,',
    ],
  },
  nfdump: {
    header: ['ts,te,td,sa,da,sp,dp,pr,flg,fwd,stos,ipkt,ibyt,opkt,obyt'],
    rows: [
      '2026-01-02 03:04:05,2026-01-02 03:04:07,1.250,10.8.0.5,192.0.2.7,50123,443,TCP,.AP.SF,0,0,14,1784,22,21632',
      '2026-01-02 03:04:06,2026-01-02 03:04:06,0.077,10.8.0.6,10.1.1.53,38339,53,UDP,......,0,0,1,103,1,206',
    ],
  },
  csv: {
    header: ['timestamp,src_ip,src_port,dst_ip,dst_port,proto,bytes,user,action'],
    rows: [
      '2026-01-02T03:04:05Z,10.8.0.5,50123,192.0.2.7,443,tcp,23416,alice,allow',
      '2026-01-02T03:04:06Z,10.8.0.6,38339,10.1.1.53,53,udp,309,bob,allow',
    ],
  },
  'freeradius-detail': {
    header: [],
    rows: [
      'Fri Jan  2 03:04:05 2026',
      '\tUser-Name = "alice"',
      '\tAcct-Status-Type = Start',
      '\tAcct-Session-Id = "81a00001"',
      '\tCalling-Station-Id = "198.51.100.7"',
      '\tFramed-IP-Address = 10.8.0.5',
      '\tNAS-IP-Address = 10.1.1.1',
      '\tTimestamp = 1767323045',
      '',
    ],
  },
  suricata: {
    header: [],
    rows: [
      '{"timestamp":"2026-01-02T03:04:05.272281+0000","flow_id":445348883402532,"in_iface":"eth0","event_type":"flow","src_ip":"10.8.0.5","src_port":50123,"dest_ip":"192.0.2.7","dest_port":443,"proto":"TCP","app_proto":"tls","flow":{"pkts_toserver":14,"pkts_toclient":22,"bytes_toserver":1784,"bytes_toclient":21632,"start":"2026-01-02T03:04:00.000000+0000","end":"2026-01-02T03:04:02.500000+0000","age":2,"state":"closed","reason":"shutdown","alerted":false}}',
      '{"timestamp":"2026-01-02T03:04:06.100000+0000","flow_id":445348883402533,"event_type":"dns","src_ip":"10.8.0.6","src_port":38339,"dest_ip":"10.1.1.53","dest_port":53,"proto":"UDP","dns":{"type":"query","id":4711,"rrname":"example.org","rrtype":"A"}}',
    ],
  },
}
