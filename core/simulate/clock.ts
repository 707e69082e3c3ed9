const daySeconds = 86_400

/** `08:12:33` in UTC. */
export function timeOfDay(time: number): string {
  const seconds = Math.floor(time / 1000) % daySeconds
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}

export function two(value: number): string {
  return value < 10 ? `0${value}` : String(value)
}

/** A date formatter that works once a day, for writers that go through time in order. */
export function datePerDay(format: (date: Date) => string): (time: number) => string {
  let known = NaN
  let text = ''
  return (time) => {
    const day = Math.floor(time / (daySeconds * 1000))
    if (day !== known) {
      known = day
      text = format(new Date(time))
    }
    return text
  }
}
