/** `%ASA-6-302013: text`, `%FTD-session-5-106100: text`; `at` is where the text begins. */
export interface Tag {
  product: 'asa' | 'ftd'
  severity: number
  id: string
  at: number
}

/** The predecessors of the ASA write the same messages. */
const products = [
  ['ASA-', 'asa'],
  ['FTD-', 'ftd'],
  ['PIX-', 'asa'],
  ['FWSM-', 'asa'],
] as const

export function readTag(line: string): Tag | undefined {
  let percent = line.indexOf('%')
  while (percent >= 0) {
    const from = percent + 1
    const found = products.find(([mark]) => line.startsWith(mark, from))
    if (found) {
      const [mark, product] = found
      let at = from + mark.length
      // A class may stand before the level: `%ASA-session-5-106100`.
      if (!isDigit(line.charCodeAt(at))) at = line.indexOf('-', at) + 1
      const severity = line.charCodeAt(at) - 48
      if (at > 0 && severity >= 0 && severity <= 7 && line.charCodeAt(at + 1) === 45) {
        let end = at + 2
        while (isDigit(line.charCodeAt(end)) && end < at + 9) end++
        if (end > at + 6) {
          const id = line.slice(at + 2, end)
          if (line.charCodeAt(end) === 58) end++
          while (line.charCodeAt(end) === 32) end++
          return { product, severity, id, at: end }
        }
      }
    }
    percent = line.indexOf('%', percent + 1)
  }
  return undefined
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}
