/** `%SEC-6-IPACCESSLOGP: text`, IOS XR's `%SECURITY-SSHD-6-INFO_SUCCESS : text`; `start` is the percent sign, `at` where the text begins. */
export interface IosTag {
  facility: string
  severity: number
  mnemonic: string
  start: number
  at: number
}

/** Longer than any facility or mnemonic. */
const longestName = 48

/** What switches of the Small Business series write for a severity. */
const letters = new Map([
  [65, 1],
  [67, 2],
  [69, 3],
  [87, 4],
  [78, 5],
  [73, 6],
  [68, 7],
])

/** Facilities with a decoder of their own. */
const others = new Set(['ASA', 'FTD', 'PIX', 'FWSM'])

export function readIosTag(line: string, from = 0): IosTag | undefined {
  for (let start = line.indexOf('%', from); start >= 0; start = line.indexOf('%', start + 1)) {
    const tag = readAt(line, start)
    if (tag !== undefined) return tag
  }
  return undefined
}

function readAt(line: string, start: number): IosTag | undefined {
  const first = line.charCodeAt(start + 1)
  if (!isUpper(first)) return undefined
  let dash = -1
  let level = -1
  let i = start + 2
  const most = Math.min(line.length, start + 2 * longestName)
  for (; i < most; i++) {
    const code = line.charCodeAt(i)
    if (code === 45) {
      const found = severityAt(line, i + 1)
      if (found >= 0 && level < 0) {
        dash = i
        level = found
        i += 2
      }
    } else if (!isUpper(code) && !isDigit(code) && code !== 95 && !(level >= 0 && isLower(code))) break
  }
  if (level < 0 || i <= dash + 3) return undefined
  let end = i
  while (line.charCodeAt(end) === 32 && end < i + 2) end++
  if (line.charCodeAt(end) !== 58) return undefined
  const facility = line.slice(start + 1, dash)
  if (others.has(facility)) return undefined
  let at = end + 1
  while (line.charCodeAt(at) === 32) at++
  return { facility, severity: level, mnemonic: line.slice(dash + 3, i), start, at }
}

/** The severity between two dashes, or -1. */
function severityAt(line: string, at: number): number {
  if (line.charCodeAt(at + 1) !== 45) return -1
  const code = line.charCodeAt(at)
  return code >= 48 && code <= 55 ? code - 48 : (letters.get(code) ?? -1)
}

function isUpper(code: number): boolean {
  return code >= 65 && code <= 90
}

function isLower(code: number): boolean {
  return code >= 97 && code <= 122
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}
