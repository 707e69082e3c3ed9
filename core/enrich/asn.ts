import { readFileSync } from 'node:fs'
import type { AsNetwork } from '../event/act.ts'
import { readIpv4Systems, readIpv6Systems } from './asn-table.ts'
import type { Ipv4Systems, Ipv6Systems } from './asn-table.ts'
import { findDataPackage } from './data-package.ts'
import { isPrivate, parseIpv4, parseIpv6 } from './ip.ts'

/** npm name of the database. */
export const asnPackage = '@ip-location-db/asn'

/** Which autonomous system announces a public address, after RouteViews and DB-IP (CC BY 4.0). */
export interface Asn {
  /** Day of the data, `YYYY-MM-DD`; undefined where there is none. */
  date: string | undefined
  /** Why nothing is known, as a sentence; undefined where the data is there. */
  missing: string | undefined
  /** undefined: private, not announced, or no address. Never throws. */
  lookup(ip: string): AsNetwork | undefined
}

/** Finds the data and reads the part for IPv4; the part for IPv6 is read when the first such address is looked up. */
export async function openAsn(name = asnPackage): Promise<Asn> {
  const data = findDataPackage(name)
  const short = data && attempt(() => readIpv4Systems(readFileSync(data.path('asn-ipv4-num.csv'))))
  if (data === undefined || short === undefined) {
    const missing = `The package ${name} is not installed${data ? ' completely' : ''}.`
    return { date: undefined, missing, lookup: () => undefined }
  }
  let long: Ipv6Systems | undefined
  let longTried = false
  const findLong = (ip: string): AsNetwork | undefined => {
    const address = parseIpv6(ip)
    if (address === undefined) return undefined
    if (address.isIPv4MappedAddress()) return findIpv4(short, parseIpv4(address.toIPv4Address().toString()))
    if (!longTried) {
      longTried = true
      long = attempt(() => readIpv6Systems(readFileSync(data.path('asn-ipv6-num.csv'))))
    }
    return long && findIpv6(long, address.parts)
  }
  return {
    date: data.date,
    missing: undefined,
    lookup(ip) {
      if (isPrivate(ip)) return undefined
      const address = parseIpv4(ip)
      return address >= 0 ? findIpv4(short, address) : findLong(ip)
    },
  }
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}

function findIpv4({ starts, ends, network }: Ipv4Systems, address: number): AsNetwork | undefined {
  const row = lastAtOrBelow(starts, address)
  return address <= (ends[row] ?? -1) ? network(row) : undefined
}

function findIpv6({ starts, ends, network }: Ipv6Systems, parts: number[]): AsNetwork | undefined {
  const [a = 0, b = 0, c = 0, d = 0] = parts
  const prefix = (BigInt(a * 65_536 + b) << 32n) | BigInt(c * 65_536 + d)
  const row = lastAtOrBelow(starts, prefix)
  return prefix <= (ends[row] ?? -1n) ? network(row) : undefined
}

/** Index of the last of ascending `values` that is at most `limit`; -1 where all are above. */
function lastAtOrBelow<T extends number | bigint>(values: ArrayLike<T>, limit: T): number {
  let low = 0
  let high = values.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const value = values[middle]
    if (value !== undefined && value <= limit) low = middle + 1
    else high = middle
  }
  return low - 1
}
