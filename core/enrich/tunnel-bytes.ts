/** Bytes of one tunnel of a session, as its end record counts them; NaN where it does not. */
export interface TunnelBytes {
  type: string
  up: number
  down: number
}

/**
 * Bytes of a session over the end records of its tunnels. Cisco describes three tunnels of one AnyConnect session: the
 * parent (a token, no data), the SSL-Tunnel (data until DTLS is up, control afterwards) and the DTLS-Tunnel, each with
 * its own counters (document 116312). So counters that differ are parts of the whole and are added up. Counters that
 * are all equal are the whole, told several times, and so is a parent's that reaches the sum of the others.
 */
export function totalBytes(tunnels: readonly TunnelBytes[]): { up: number; down: number } {
  return { up: total(tunnels, 'up'), down: total(tunnels, 'down') }
}

function total(tunnels: readonly TunnelBytes[], direction: 'up' | 'down'): number {
  let sum = NaN
  let largest = -1
  let smallest = Infinity
  let parent = 0
  for (const tunnel of tunnels) {
    const bytes = tunnel[direction]
    if (Number.isNaN(bytes)) continue
    sum = Number.isNaN(sum) ? bytes : sum + bytes
    largest = Math.max(largest, bytes)
    smallest = Math.min(smallest, bytes)
    if (isParent(tunnel.type)) parent = Math.max(parent, bytes)
  }
  if (largest === smallest) return largest
  return parent > 0 && parent * 2 >= sum ? parent : sum
}

function isParent(type: string): boolean {
  return /parent|clientless/i.test(type)
}
