import type { DecodeLine } from './decoder.ts'

/** Lines that tell the time since the device started: `[ 1234.567890] …` (dmesg, `journalctl -o short-monotonic`). */
export interface Uptimes {
  /** When it started, epoch ms. */
  started: number
  /** What an analyst should know. */
  note: string
}

/** Most of the lines, so that a line of another kind among them changes nothing (ours). */
const leastShare = 0.8

/**
 * undefined where most lines are not such. The last of them is taken to be of the last writing of the file.
 * @param tail the last lines, where they are known @param modified epoch ms
 */
export function findUptimes(
  content: readonly string[],
  tail: readonly string[],
  modified: number,
): Uptimes | undefined {
  // Nearly every source tells by its first line.
  if (Number.isNaN(uptimeOf(content[0] ?? ''))) return undefined
  const times = content.map(uptimeOf).filter((time) => !Number.isNaN(time))
  if (times.length < leastShare * content.length) return undefined
  const last = [...times, ...tail.map(uptimeOf)].findLast((time) => !Number.isNaN(time)) ?? 0
  const started = Math.round(modified - last)
  return {
    started,
    note: `the lines tell only the time since the device started: ${new Date(started).toISOString()}, if the last of them was written when the file was`,
  }
}

/** Reads such lines with the moment instead. */
export function readUptimes({ started }: Uptimes, read: DecodeLine): DecodeLine {
  return (line) => read(withMoment(line, started))
}

/** `[1234.567890] text` → `2026-01-02T03:04:05.678Z text`; other lines as they are. */
export function withMoment(line: string, started: number): string {
  const uptime = uptimeOf(line)
  if (Number.isNaN(uptime)) return line
  return new Date(started + uptime).toISOString() + line.slice(line.indexOf(']') + 1)
}

/** Milliseconds; NaN where the line does not begin with one. */
function uptimeOf(line: string): number {
  if (line.charCodeAt(0) !== 91) return NaN
  const [, seconds] = /^\[ {0,11}(\d{1,9}\.\d{6})\] /.exec(line) ?? []
  return Number(seconds) * 1000
}
