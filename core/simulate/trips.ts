import { cities, type City } from './cities.ts'
import { addressIn, networksWhere } from './networks.ts'
import type { Trip } from './person.ts'
import type { Random } from './random.ts'

/** Business trips of 3 to 7 days, departures at a constant rate, never two at once. Each has one hotel address. */
export function planTrips(perMonth: number, home: City, days: number, random: Random): Trip[] {
  const trips: Trip[] = []
  if (perMonth <= 0) return trips
  const gap = 30 / perMonth
  const goals = cities.filter(
    (city) => city.name !== home.name && networksWhere('isp', { city: city.name }).length > 0,
  )
  for (let from = Math.floor(random.exponential(gap)); from < days - 3;) {
    const to = from + random.int(2, 6)
    const city = random.pick(goals)
    trips.push({
      from,
      to,
      city,
      ip: addressIn(random.pick(networksWhere('isp', { city: city.name })), random),
    })
    from = to + 2 + Math.floor(random.exponential(gap))
  }
  return trips
}
