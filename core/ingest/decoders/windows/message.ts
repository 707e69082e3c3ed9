/** Labels of rendered events and the value each stands for, by section; a section has no value of its own. */
const sections: readonly (readonly [section: string, labels: Readonly<Record<string, string>>])[] = [
  ['Subject', { 'Account Name': 'subjectusername', 'Account Domain': 'subjectdomainname' }],
  ['Logon Information', { 'Logon Type': 'logontype' }],
  [
    'New Logon',
    { 'Account Name': 'targetusername', 'Account Domain': 'targetdomainname', 'Logon ID': 'targetlogonid' },
  ],
  [
    'Account For Which Logon Failed',
    { 'Account Name': 'targetusername', 'Account Domain': 'targetdomainname' },
  ],
  [
    'Account Whose Credentials Were Used',
    { 'Account Name': 'targetusername', 'Account Domain': 'targetdomainname' },
  ],
  ['Account That Was Locked Out', { 'Account Name': 'targetusername' }],
  [
    'Account Information',
    { 'Account Name': 'targetusername', 'Supplied Realm Name': 'targetdomainname', 'User ID': 'targetsid' },
  ],
  ['Target Server', { 'Target Server Name': 'targetservername' }],
  ['Failure Information', { Status: 'status', 'Sub Status': 'substatus', 'Failure Reason': 'failurereason' }],
  [
    'Network Information',
    {
      'Workstation Name': 'workstationname',
      'Source Network Address': 'ipaddress',
      'Source Port': 'ipport',
      'Client Address': 'ipaddress',
      'Client Port': 'ipport',
      'Network Address': 'ipaddress',
      Port: 'ipport',
    },
  ],
  ['Additional Information', { 'Result Code': 'status', 'Failure Code': 'status' }],
  ['Detailed Authentication Information', { 'Authentication Package': 'authenticationpackagename' }],
  [
    'User',
    {
      'Account Name': 'subjectusername',
      'Account Domain': 'subjectdomainname',
      'Fully Qualified Account Name': 'fullyqualifiedsubjectusername',
    },
  ],
  [
    'Client Machine',
    { 'Called Station Identifier': 'calledstationid', 'Calling Station Identifier': 'callingstationid' },
  ],
  ['NAS', { 'NAS IPv4 Address': 'nasipv4address', 'NAS Identifier': 'nasidentifier' }],
  ['RADIUS Client', { 'Client Friendly Name': 'clientname', 'Client IP Address': 'clientipaddress' }],
  [
    'Authentication Details',
    {
      'Network Policy Name': 'networkpolicyname',
      'Authentication Type': 'authenticationtype',
      'EAP Type': 'eaptype',
      'Account Session Identifier': 'accountsessionidentifier',
      'Reason Code': 'reasoncode',
      Reason: 'reason',
    },
  ],
]

/** Those that stand outside of any section, in the events of credential validation. */
const loose: Readonly<Record<string, string>> = {
  'Logon Type': 'logontype',
  'Logon Account': 'targetusername',
  'Source Workstation': 'workstation',
  'Error Code': 'status',
}

/** Labels that end a value and are not kept. */
const others = [
  'Security ID',
  'Account Domain',
  'Logon GUID',
  'Logon Process',
  'Transited Services',
  'Package Name (NTLM only)',
  'Key Length',
  'Process Information',
  'Caller Process ID',
  'Caller Process Name',
  'Process ID',
  'Process Name',
  'Impersonation Level',
  'Restricted Admin Mode',
  'Remote Credential Guard',
  'Virtual Account',
  'Elevated Token',
  'Linked Logon ID',
  'Network Account Name',
  'Network Account Domain',
  'Logon ID',
  'Service Information',
  'Service Name',
  'Service ID',
  'Ticket Options',
  'Ticket Encryption Type',
  'Pre-Authentication Type',
  'Certificate Information',
  'Certificate Issuer Name',
  'NAS IPv6 Address',
  'NAS Port-Type',
  'NAS Port',
  'OS-Version',
  'Connection Request Policy Name',
  'Authentication Provider',
  'Authentication Server',
  'Logging Results',
  'Quarantine Information',
  'Result',
  'Session Identifier',
  'Additional Information',
  'Caller Computer Name',
]

const sectionNames = new Map(
  sections.map(([name, labels]) => [name, new Map(Object.entries(labels))] as const),
)
const looseNames = new Map(Object.entries(loose))
const labels = new Set([
  ...sectionNames.keys(),
  ...looseNames.keys(),
  ...others,
  ...sections.flatMap(([, names]) => Object.keys(names)),
])

const longestLabel = 40
const longestMessage = 16_384

/**
 * The values of an event's rendered text (English), by the names they have in its data. Line breaks may have become blanks, as
 * forwarders to syslog make them: labels, not lines, divide it.
 */
export function readMessage(text: string): Map<string, string> {
  const message = text.slice(0, longestMessage)
  const values = new Map<string, string>()
  let section: ReadonlyMap<string, string> | undefined
  let name: string | undefined
  let from = 0
  for (let colon = message.indexOf(':'); colon >= 0; colon = message.indexOf(':', colon + 1)) {
    const label = labelBefore(message, colon)
    if (label === undefined) continue
    keep(values, name, message.slice(from, colon - label.length))
    const next = sectionNames.get(label)
    // A section has nothing but space behind its colon.
    if (next !== undefined) section = next
    name = next === undefined ? (section?.get(label) ?? looseNames.get(label)) : undefined
    from = colon + 1
  }
  // Explanations follow as a paragraph of their own.
  keep(
    values,
    name,
    message
      .slice(from)
      .trimStart()
      .split(/\r?\n\r?\n| {3}|\t\t/, 2)[0] ?? '',
  )
  return values
}

function keep(values: Map<string, string>, name: string | undefined, text: string): void {
  const value = text.trim()
  if (name !== undefined && value !== '' && value !== '-' && !values.has(name)) values.set(name, value)
}

/** The longest known label that ends at the colon. */
function labelBefore(message: string, colon: number): string | undefined {
  const before = message.slice(Math.max(0, colon - longestLabel), colon)
  for (let at = 0; at < before.length; at++) {
    const isBegin =
      at === 0
        ? colon - before.length === 0 || before.length < longestLabel
        : isSpace(before.charCodeAt(at - 1))
    if (isBegin && labels.has(before.slice(at))) return before.slice(at)
  }
  return undefined
}

function isSpace(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13
}
