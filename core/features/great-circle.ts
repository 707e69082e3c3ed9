const earthKm = 6371.0088
const radians = Math.PI / 180

/** Kilometres between two points given in degrees: haversine on the mean earth radius (IUGG). */
export function greatCircle(
  latitudeA: number,
  longitudeA: number,
  latitudeB: number,
  longitudeB: number,
): number {
  const north = Math.sin(((latitudeB - latitudeA) * radians) / 2)
  const east = Math.sin(((longitudeB - longitudeA) * radians) / 2)
  const h = north * north + Math.cos(latitudeA * radians) * Math.cos(latitudeB * radians) * east * east
  return 2 * earthKm * Math.asin(Math.min(1, Math.sqrt(h)))
}
