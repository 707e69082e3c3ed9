/** `<134>1 1647479055.795119971 MX84 flows rest`, also behind the header of a relay. */
export interface MerakiHead {
  /** Epoch ms. */
  time: number
  host: string
  /** `flows`, `urls`, `events` … */
  type: string
  /** Where the rest begins. */
  at: number
}

/** A relay's time and host, a version, and what a collector puts before them. */
const mostWords = 9

/** undefined where no word of epoch seconds with a fraction is followed by a host and a type. */
export function readMerakiHead(line: string): MerakiHead | undefined {
  let at = 0
  for (let word = 0; word < mostWords && at < line.length; word++) {
    while (line.charCodeAt(at) === 32) at++
    const space = line.indexOf(' ', at)
    if (space < 0) return undefined
    const time = epochOf(line, at, space)
    if (!Number.isNaN(time)) {
      const hostEnd = line.indexOf(' ', space + 1)
      if (hostEnd < 0) return undefined
      let type = hostEnd + 1
      while (line.charCodeAt(type) === 32) type++
      const typeEnd = line.indexOf(' ', type)
      const end = typeEnd < 0 ? line.length : typeEnd
      return {
        time,
        host: line.slice(space + 1, hostEnd),
        type: line.slice(type, end),
        at: end + 1,
      }
    }
    at = space + 1
  }
  return undefined
}

/** Ten digits of seconds, a dot, and up to nine of a fraction: epoch ms, the rest cut off; else NaN. */
function epochOf(line: string, from: number, to: number): number {
  if (to - from < 11 || to - from > 20) return NaN
  let seconds = 0
  let at = from
  for (let code = line.charCodeAt(at); code >= 48 && code <= 57; code = line.charCodeAt(++at))
    seconds = seconds * 10 + code - 48
  if (line.charCodeAt(at) !== 46 || at - from < 9 || at - from > 10) return NaN
  let ms = 0
  let scale = 100
  for (at++; at < to; at++) {
    const digit = line.charCodeAt(at) - 48
    if (!(digit >= 0 && digit <= 9)) return NaN
    if (scale >= 1) ms += digit * scale
    scale /= 10
  }
  return seconds * 1000 + ms
}
