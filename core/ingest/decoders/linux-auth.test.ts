import { describe, expect, it } from 'vitest'
import type { Event } from '../../event/event.ts'
import { Reject } from '../../event/event.ts'
import { linuxAuth } from './linux-auth.ts'

function readAll(...lines: string[]): (Event | Reject | undefined)[] {
  const decode = linuxAuth.open({ zoneOffset: 0, year: 2026 })
  return lines.map((line) => decode(line.startsWith(' ') ? line : `Jan  2 03:04:05 gate ${line}`))
}

const peer = { 'source.ip': '192.0.2.7', 'source.port': 4711 }

describe('sshd', () => {
  it.each([
    [
      'Accepted publickey for alice from 192.0.2.7 port 4711 ssh2: ED25519 SHA256:x',
      {
        ...peer,
        'user.name': 'alice',
        'vpn.step': 'start',
        'event.outcome': 'success',
        'event.category': ['authentication', 'session'],
        'vpn.auth_method': 'publickey',
      },
    ],
    [
      'Failed password for invalid user bob from 192.0.2.7 port 4711 ssh2',
      {
        ...peer,
        'user.name': 'bob',
        'vpn.step': 'attempt',
        'event.action': 'ssh_login',
        'event.outcome': 'failure',
      },
    ],
    [
      'Failed password for root from 2001:db8::7 port 4711 ssh2',
      { 'source.ip': '2001:db8::7', 'user.name': 'root' },
    ],
    [
      'Invalid user bob from 192.0.2.7',
      { 'source.ip': '192.0.2.7', 'user.name': 'bob', 'vpn.step': 'attempt' },
    ],
    [
      'User root from 192.0.2.7 not allowed because not listed in AllowUsers',
      { 'user.name': 'root', 'vpn.step': 'attempt' },
    ],
    [
      'Connection closed by authenticating user root 192.0.2.7 port 4711 [preauth]',
      { ...peer, 'user.name': 'root', 'vpn.step': 'attempt' },
    ],
    [
      'Disconnected from invalid user ftp 192.0.2.7 port 4711 [preauth]',
      { ...peer, 'user.name': 'ftp', 'vpn.step': 'attempt' },
    ],
    [
      'Connection from 192.0.2.7 port 4711 on 198.51.100.1 port 22 rdomain ""',
      { ...peer, 'destination.ip': '198.51.100.1', 'event.action': 'ssh_connect' },
    ],
    [
      "Bad protocol version identification 'GET / from 203.0.113.9 port 1' from 192.0.2.7 port 4711",
      { ...peer, 'event.code': 'protocol', 'event.outcome': 'failure' },
    ],
    ['error: beginning MaxStartups throttling', { 'process.name': 'sshd' }],
    [
      'drop connection #10 from [192.0.2.7]:4711 on [198.51.100.1]:22 past MaxStartups',
      { ...peer, 'event.code': 'dropped' },
    ],
    [
      'banner exchange: Connection from 192.0.2.7 port 4711: invalid format',
      { ...peer, 'event.code': 'protocol', 'event.category': ['network'] },
    ],
    [
      "Starting session: subsystem 'sftp' for alice from 192.0.2.7 port 4711 id 0",
      { ...peer, 'user.name': 'alice', 'event.action': 'ssh_channel_opened' },
    ],
    ['subsystem request for sftp by user alice', { 'user.name': 'alice' }],
    [
      'session opened for local user alice from [192.0.2.7]',
      { 'source.ip': '192.0.2.7', 'user.name': 'alice' },
    ],
    ['Accepted password for CORP\\\\alice from fe80::1%eth0 port 4711 ssh2', { 'vpn.step': 'start' }],
    [
      'Disconnected from user alice 192.0.2.7 port 4711',
      { ...peer, 'user.name': 'alice', 'vpn.step': 'end' },
    ],
    [
      'Received disconnect from 192.0.2.7 port 4711:11: disconnected by user',
      { ...peer, 'vpn.disconnect_reason': 'disconnected by user' },
    ],
    ['Connection closed by 192.0.2.7 port 4711 [preauth]', peer],
    ['Unable to negotiate with 192.0.2.7 port 4711: no matching MAC found. Their offer: x [preauth]', peer],
    ['fatal: Timeout before authentication for 192.0.2.7 port 4711', { ...peer, 'event.outcome': 'failure' }],
    [
      'error: maximum authentication attempts exceeded for invalid user bob from 192.0.2.7 port 4711 ssh2 [preauth]',
      { ...peer, 'user.name': 'bob', 'vpn.step': 'attempt' },
    ],
    ['refused connect from example.com (::ffff:192.0.2.7)', { 'source.ip': '192.0.2.7' }],
    ['Did not receive identification string from 192.0.2.7 port 4711', { 'source.ip': '192.0.2.7' }],
    [
      'error: PAM: User not known to the underlying authentication module for illegal user bob from host.example.com',
      { 'user.name': 'bob', 'source.domain': 'host.example.com' },
    ],
  ])('%s', (text, expected) => {
    expect(readAll(`sshd[7]: ${text}`)[0]).toMatchObject({
      '@timestamp': Date.UTC(2026, 0, 2, 3, 4, 5),
      ...expected,
    })
  })

  it('tells each refusal of a connection once, whatever lines come with it', () => {
    const records = readAll(
      'sshd[7]: Failed password for alice from 192.0.2.7 port 4711 ssh2',
      'sshd[7]: PAM 4 more authentication failures; logname= uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.7  user=alice',
      'sshd[7]: Connection closed by authenticating user alice 192.0.2.7 port 4711 [preauth]',
    )
    expect(records[0]).toHaveProperty(['vpn.step'], 'attempt')
    expect(records[1]).not.toHaveProperty(['vpn.step'])
    expect(records[2]).not.toHaveProperty(['vpn.step'])
  })

  it('gives PAM’s lines what other lines of the process have told', () => {
    const records = readAll(
      'sshd[7]: Invalid user bob from 192.0.2.7 port 4711',
      'sshd[7]: pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.7',
      'sshd[8]: Accepted password for alice from 192.0.2.7 port 4711 ssh2',
      'sshd[8]: pam_unix(sshd:session): session opened for user alice(uid=1000) by (uid=0)',
      'sshd[8]: pam_unix(sshd:session): session closed for user alice',
      'sshd[8]: pam_unix(sshd:session): session closed for user alice',
    )
    expect(records[1]).toMatchObject({ 'user.name': 'bob', 'vpn.step': 'attempt' })
    expect(records[3]).toMatchObject({ ...peer, 'user.name': 'alice', 'vpn.step': 'start' })
    expect(records[4]).toMatchObject({ ...peer, 'vpn.step': 'end' })
    expect(records[5]).not.toHaveProperty(['source.ip'])
  })
})

it.each([
  [
    'sudo:    alice : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/ls',
    { 'user.name': 'alice', 'event.category': ['process'], 'event.outcome': 'success' },
  ],
  [
    'sudo:    alice : user NOT in sudoers ; TTY=pts/1 ; PWD=/ ; USER=root ; COMMAND=/bin/ls',
    { 'user.name': 'alice', 'event.outcome': 'failure' },
  ],
  [
    'sudo: pam_unix(sudo:session): session opened for user root by alice(uid=1000)',
    { 'user.name': 'alice', 'user.id': '1000', 'event.action': 'logged-on' },
  ],
  ['su[7]: pam_unix(su-l:session): session opened for user root(uid=0) by (uid=0)', { 'user.name': 'root' }],
  [
    'su(pam_unix)[7]: authentication failure; logname= uid=1342 euid=0 tty= ruser=dcid rhost=  user=bob',
    { 'user.name': 'bob', 'event.outcome': 'failure' },
  ],
  [
    'useradd[7]: new user: name=bob, UID=1001, GID=1001, home=/home/bob, shell=/bin/sh',
    {
      'user.name': 'bob',
      'event.category': ['iam'],
      'event.type': ['user', 'creation'],
      'event.outcome': 'success',
    },
  ],
  ["useradd[7]: failed adding user 'bob', exit code: 4", { 'user.name': 'bob', 'event.outcome': 'failure' }],
  [
    'groupadd[7]: new group: name=staff, GID=48',
    { 'group.name': 'staff', 'event.type': ['group', 'creation'] },
  ],
  ["usermod[7]: add 'bob' to group 'sudo'", { 'user.name': 'bob', 'group.name': 'sudo' }],
  [
    'gpasswd[7]: user bob added by alice to group sudo',
    { 'user.name': 'alice', 'group.name': 'sudo', 'event.action': 'group-user-added' },
  ],
  [
    'passwd[7]: pam_unix(passwd:chauthtok): password changed for bob',
    { 'user.name': 'bob', 'event.category': ['iam'], 'event.outcome': 'success' },
  ],
  [
    'login[7]: pam_faillock(login:auth): Consecutive login failures for user bob account temporarily locked',
    { 'user.name': 'bob', 'event.action': 'account-locked' },
  ],
  [
    'unix_chkpwd[7]: password check failed for user (bob)',
    { 'user.name': 'bob', 'event.outcome': 'failure' },
  ],
  ['systemd-logind[7]: New session 3 of user alice.', { 'user.name': 'alice', 'event.action': 'logged-on' }],
])('%s', (line, expected) => {
  const [record] = readAll(line)
  expect(record).toMatchObject(expected)
  expect(record).not.toHaveProperty(['vpn.step'])
})

describe('dropbear', () => {
  it.each([
    [
      "[7]: [7] Jan  2 03:04:05 Bad password attempt for 'root' from 192.0.2.7:4711",
      { 'vpn.step': 'attempt', 'event.outcome': 'failure', 'user.name': 'root' },
    ],
    [
      '[7]: Login attempt for nonexistent user from 192.0.2.7:4711',
      { 'vpn.step': 'attempt', 'event.outcome': 'failure', 'event.code': 'invalid-user' },
    ],
    [
      "[7]: Exit before auth from <192.0.2.7:4711>: (user 'root', 10 fails): Max auth tries reached - user 'root'",
      { 'vpn.step': 'attempt', 'event.outcome': 'failure', 'user.name': 'root' },
    ],
    [
      "[7]: Pubkey auth succeeded for 'alice' with ssh-ed25519 key SHA256:x from 192.0.2.7:4711",
      {
        'vpn.step': 'start',
        'event.outcome': 'success',
        'user.name': 'alice',
        'vpn.auth_method': 'publickey',
      },
    ],
    [
      ': Exit (alice) from <192.0.2.7:4711>: Disconnect received',
      { 'vpn.step': 'end', 'user.name': 'alice' },
    ],
  ])('%s', (text, expected) => {
    const [record] = readAll(`dropbear${text}`)
    expect(record).toMatchObject({ ...peer, ...expected })
    expect(linuxAuth.sniff(`Jan  2 03:04:05 gate dropbear${text}`)).toBeGreaterThan(0.8)
  })

  it('knows the peer of the process, and takes a look at the port for no attempt', () => {
    const records = readAll(
      'dropbear[7]: Child connection from 192.0.2.7:4711',
      'dropbear[7]: Exit before auth: Exited normally',
      'dropbear[7]: Exit before auth: Exited normally',
    )
    expect(records[1]).toMatchObject(peer)
    expect(records[1]).not.toHaveProperty(['vpn.step'])
    expect(records[2]).not.toHaveProperty(['source.ip'])
  })
})

it('takes a line that begins with a blank as part of the one before, and a foreign product’s for what it is', () => {
  const [first, second, third] = readAll(
    'foo[7]: This message',
    ' spans lines',
    'kernel: IN=eth0 SRC=192.0.2.7 DST=192.0.2.8',
  )
  expect(first).not.toHaveProperty(['event.category'])
  expect(second).toBeUndefined()
  expect(third).toBeInstanceOf(Reject)
  expect(readAll(': %ASA-6-302013: Built')[0]).toBeInstanceOf(Reject)
})

it('does not take an address that the client has put into its name or its reason', () => {
  const records = readAll(
    'sshd[7]: Failed password for invalid user x from 203.0.113.9 port 1 ssh2 from 192.0.2.7 port 4711 ssh2',
    'sshd[8]: Connection closed by invalid user x 203.0.113.9 port 1 192.0.2.7 port 4711 [preauth]',
    'sshd[9]: Received disconnect from 192.0.2.7 port 4711:11: bye from 203.0.113.9 port 1',
  )
  for (const record of records) expect(record).toMatchObject(peer)
})

it('keeps the message id of RFC 5424 as the code', () => {
  const decode = linuxAuth.open({ zoneOffset: 0, year: 2026 })
  expect(
    decode("<34>1 2026-01-02T03:04:05.003Z gate su - ID47 - 'su root' failed for alice on /dev/pts/8"),
  ).toMatchObject({
    '@timestamp': Date.UTC(2026, 0, 2, 3, 4, 5, 3),
    'event.code': 'ID47',
    'process.name': 'su',
  })
})

it.each([
  ['FAILED SU (to root) alice on pts/0', 'failure'],
  ['(to root) alice on pts/0', 'success'],
  ['Successful su for root by alice', 'success'],
  ['FAILED su for root by alice', 'failure'],
  ['BAD SU alice to root on /dev/ttyp0', 'failure'],
  ["'su root' failed for alice on /dev/pts/8", 'failure'],
])('su: %s', (message, outcome) => {
  const decode = linuxAuth.open({ zoneOffset: 0, year: 2026 })
  expect(decode(`Jan  2 03:04:05 gate su[7]: ${message}`)).toMatchObject({
    'user.name': 'alice',
    'event.outcome': outcome,
    'event.category': ['authentication'],
  })
})
