/** EtherTypes that carry IP, directly or inside. */
export const etherTypes = {
  ipv4: 0x0800,
  ipv6: 0x86dd,
  vlan: 0x8100,
  serviceVlan: 0x88a8,
  oldServiceVlan: 0x9100,
  otherServiceVlan: 0x9200,
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

/** Tags in the place of an EtherType, with their length; the last two bytes are the EtherType of what follows. */
export const tagLengths: ReadonlyMap<number, number> = new Map([
  [etherTypes.vnTag, 6],
  // 802.1ah: service tag and the customer's addresses.
  [etherTypes.providerBackbone, 18],
  [etherTypes.fabricPath, 16],
  // 802.1BR E-tag
  [0x893f, 8],
  // Cisco MetaData (TrustSec)
  [0x8909, 8],
  // Cisco TTag: a time stamp
  [0x8988, 6],
  // IEC 62439-3, HSR
  [0x892f, 6],
])

/** EtherTypes that carry no IP and that every network has; that they were not opened is not worth a word. */
export const ordinaryTypes: ReadonlySet<number> = new Set([
  0x0806, 0x8035, 0x0842, 0x8808, 0x8809, 0x8863, 0x888e, 0x88cc, 0x88f7, 0x8902, 0x9000,
])
