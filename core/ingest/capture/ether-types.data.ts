/** EtherTypes that carry IP, directly or inside. */
export const etherTypes = {
  ipv4: 0x0800,
  ipv6: 0x86dd,
  vlan: 0x8100,
  serviceVlan: 0x88a8,
  oldServiceVlan: 0x9100,
  vnTag: 0x8926,
  providerBackbone: 0x88e7,
  fabricPath: 0x8903,
  mpls: 0x8847,
  mplsMulticast: 0x8848,
  pppoe: 0x8864,
  /** As GRE protocol types. */
  transparentEthernet: 0x6558,
  erspan2: 0x88be,
  erspan3: 0x22eb,
  ppp: 0x880b,
} as const
