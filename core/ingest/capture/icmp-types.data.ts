/** ICMP types that answer each other (IANA ICMP and ICMPv6 parameters). */
export const icmpCounterparts = bothWays([
  [8, 0],
  [10, 9],
  [13, 14],
  [15, 16],
  [17, 18],
])

export const icmpv6Counterparts = bothWays([
  [128, 129],
  [130, 131],
  [133, 134],
  [135, 136],
  [139, 140],
  [144, 145],
])

function bothWays(pairs: readonly (readonly [number, number])[]): ReadonlyMap<number, number> {
  return new Map([...pairs, ...pairs.map(([a, b]) => [b, a] as const)])
}
