/** Names with which PowerShell's `Format-List` begins an event of `Get-WinEvent` or `Get-EventLog`. */
const listed =
  /^(?:TimeCreated|TimeGenerated|ProviderName|Id|Message|LogName|RecordId|Index|EntryType|InstanceId|EventID|MachineName|Source|Level|LevelDisplayName|UserName) *: /
const numbered = /^Event\[\d{1,9}\]:?\s*$/

/** Whether an event that is printed as a list of names and values begins with this line. */
export function beginsListText(line: string): boolean {
  return listed.test(line.slice(0, 80)) || numbered.test(line.slice(0, 80))
}

export function isListText(text: string): boolean {
  if (!beginsListText(text.split('\n', 1)[0] ?? '')) return false
  return text
    .slice(0, 2000)
    .split('\n')
    .some((line) => /^ {0,4}(?:Event ?ID|Id|InstanceId) {0,20}: ?\d/.test(line))
}

/** `Format-List` of PowerShell, and `wevtutil qe … /f:text`, whose text follows the description. */
export function readListText(text: string): Map<string, unknown> {
  const flat = new Map<string, unknown>()
  const lines = text.split('\n')
  let last = ''
  for (const [i, line] of lines.entries()) {
    const [whole, name = ''] = /^ {0,2}([A-Za-z][A-Za-z ]{0,30}?) *:(?: |$)/.exec(line) ?? []
    const isContinued = whole === undefined || (last === 'Message' && line.startsWith(' '))
    if (isContinued) {
      if (last !== '') flat.set(last, `${String(flat.get(last))}\n${line.trim()}`)
      continue
    }
    last = wevtutilNames.get(name) ?? name
    if (name === 'Description') {
      flat.set('Message', [line.slice(whole.length), ...lines.slice(i + 1)].join('\n').trim())
      break
    }
    flat.set(last, line.slice(whole.length).trim())
  }
  return flat
}

const wevtutilNames = new Map([
  ['Log Name', 'LogName'],
  ['Source', 'SourceName'],
  ['Date', 'TimeCreated'],
  ['Event ID', 'EventID'],
])
