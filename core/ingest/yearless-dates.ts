import { openFile } from './sources/open-file.ts'
import { readLines } from './sources/read-lines.ts'
import { openEnvelope } from './syslog.ts'
import { followYears, monthNumber, readSyslogTime } from './timestamps.ts'

/** Month 1..12 and day of a time that tells no year. */
export interface YearlessDate {
  month: number
  day: number
}

/** So much of a file is looked at line by line; of what follows in a larger one only windows, evenly spread. */
const wholeBytes = 16 * 2 ** 20
const windows = 512
const windowBytes = 4096
/** A time stands in so much of a line's beginning, if anywhere. */
const headCharacters = 256
/** `Jan 2 03:04:05` */
const shortestTime = 14
/** More dates than days of two centuries are no log. */
const mostDates = 73_000

/**
 * The dates without a year at the beginning of a file's lines, in order, one that repeats the one before it left out. Of a
 * packed file beyond 16 MiB those of its beginning. None where the file can't be read.
 * @throws the reason of an aborted signal
 */
export async function readYearlessDates(path: string, signal?: AbortSignal): Promise<YearlessDate[]> {
  const dates = new YearlessDates()
  const { batches, outcome } = readLines(path, { signal, mostBytes: wholeBytes })
  for await (const { texts } of batches) for (const text of texts) dates.add(text)
  const isPlain = outcome.compression === 'none' && !outcome.isMember && outcome.encoding === 'utf-8'
  if (isPlain && outcome.bytes >= wholeBytes) await addWindows(path, outcome.bytes, dates)
  return dates.list
}

/** Those of lines at hand. */
export function yearlessDatesOf(lines: readonly string[]): YearlessDate[] {
  const dates = new YearlessDates()
  for (const line of lines) dates.add(line)
  return dates.list
}

class YearlessDates {
  readonly list: YearlessDate[] = []
  readonly #context = { zoneOffset: 0, year: 2000 }
  #isFound = false

  constructor() {
    followYears(this.#context, {
      yearOf: (month, day) => {
        this.#isFound = true
        const last = this.list.at(-1)
        const isNew = last === undefined || last.day !== day || last.month !== month
        if (isNew && this.list.length < mostDates) this.list.push({ month, day })
        return 2000
      },
    })
  }

  add(line: string): void {
    const head = line.length > headCharacters ? line.slice(0, headCharacters) : line
    this.#isFound = false
    openEnvelope(head, this.#context)
    if (!this.#isFound) this.#search(head)
  }

  /** Behind what a tool put before the line: the file's name, a column of a table. */
  #search(head: string): void {
    for (let at = 1; at < head.length - shortestTime && !this.#isFound; at++)
      if (monthNumber(head, at) > 0 && !isLetter(head.charCodeAt(at - 1)))
        readSyslogTime(head, at, this.#context)
  }
}

function isLetter(code: number): boolean {
  return (code | 32) >= 97 && (code | 32) <= 122
}

async function addWindows(path: string, from: number, dates: YearlessDates): Promise<void> {
  const file = await openFile(path)
  try {
    const { size } = await file.stat()
    const step = Math.max(windowBytes, (size - from) / windows)
    const bytes = Buffer.alloc(windowBytes)
    for (let at = from; at < size; at += step) {
      // The last window ends with the file.
      const start = at + step < size ? Math.floor(at) : Math.max(from, size - windowBytes)
      const { bytesRead } = await file.read(bytes, 0, windowBytes, start)
      const lines = bytes.toString('latin1', 0, bytesRead).split('\n')
      // It begins within a line, and mostly ends within one.
      for (const line of lines.slice(1, start + bytesRead < size ? -1 : undefined)) dates.add(line)
    }
  } finally {
    await file.close()
  }
}
