export interface City {
  name: string
  /** ISO 3166-1 alpha-2. */
  country: string
  latitude: number
  longitude: number
  /** IANA time zone. */
  zone: string
  /** Short form used in machine and office names. */
  code: string
}

type Row = readonly [string, string, number, number, string, string]

/** Where offices stand and people travel. Coordinates: city centres, two decimals. */
const rows: readonly Row[] = [
  ['Hamburg', 'DE', 53.55, 10.0, 'Europe/Berlin', 'HAM'],
  ['Munich', 'DE', 48.14, 11.58, 'Europe/Berlin', 'MUC'],
  ['Berlin', 'DE', 52.52, 13.4, 'Europe/Berlin', 'BER'],
  ['London', 'GB', 51.51, -0.13, 'Europe/London', 'LON'],
  ['Manchester', 'GB', 53.48, -2.24, 'Europe/London', 'MAN'],
  ['Paris', 'FR', 48.86, 2.35, 'Europe/Paris', 'PAR'],
  ['Lyon', 'FR', 45.76, 4.84, 'Europe/Paris', 'LYO'],
  ['New York', 'US', 40.71, -74.01, 'America/New_York', 'NYC'],
  ['Boston', 'US', 42.36, -71.06, 'America/New_York', 'BOS'],
  ['Chicago', 'US', 41.88, -87.63, 'America/Chicago', 'CHI'],
  ['Singapore', 'SG', 1.35, 103.82, 'Asia/Singapore', 'SIN'],
  ['Sydney', 'AU', -33.87, 151.21, 'Australia/Sydney', 'SYD'],
  ['Tokyo', 'JP', 35.69, 139.69, 'Asia/Tokyo', 'TYO'],
  ['Madrid', 'ES', 40.42, -3.7, 'Europe/Madrid', 'MAD'],
  ['Warsaw', 'PL', 52.23, 21.01, 'Europe/Warsaw', 'WAW'],
  ['Amsterdam', 'NL', 52.37, 4.9, 'Europe/Amsterdam', 'AMS'],
  ['Rotterdam', 'NL', 51.92, 4.48, 'Europe/Amsterdam', 'RTM'],
  ['Bengaluru', 'IN', 12.97, 77.59, 'Asia/Kolkata', 'BLR'],
  ['Toronto', 'CA', 43.65, -79.38, 'America/Toronto', 'YYZ'],
  ['Vienna', 'AT', 48.21, 16.37, 'Europe/Vienna', 'VIE'],
  ['Zurich', 'CH', 47.38, 8.54, 'Europe/Zurich', 'ZRH'],
  ['Dubai', 'AE', 25.2, 55.27, 'Asia/Dubai', 'DXB'],
  ['Copenhagen', 'DK', 55.68, 12.57, 'Europe/Copenhagen', 'CPH'],
  ['Stockholm', 'SE', 59.33, 18.07, 'Europe/Stockholm', 'STO'],
  ['Milan', 'IT', 45.46, 9.19, 'Europe/Rome', 'MIL'],
  ['Lisbon', 'PT', 38.72, -9.14, 'Europe/Lisbon', 'LIS'],
  ['Hong Kong', 'HK', 22.32, 114.17, 'Asia/Hong_Kong', 'HKG'],
]

export const cities: readonly City[] = rows.map(([name, country, latitude, longitude, zone, code]) => ({
  name,
  country,
  latitude,
  longitude,
  zone,
  code,
}))

/** Great-circle distance in km (haversine, mean radius 6,371 km). */
export function distance(a: City, b: City): number {
  const radians = Math.PI / 180
  const latitude = ((b.latitude - a.latitude) * radians) / 2
  const longitude = ((b.longitude - a.longitude) * radians) / 2
  const chord =
    Math.sin(latitude) ** 2 +
    Math.cos(a.latitude * radians) * Math.cos(b.latitude * radians) * Math.sin(longitude) ** 2
  return 2 * 6371 * Math.asin(Math.sqrt(chord))
}
