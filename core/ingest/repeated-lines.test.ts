import { expect, test } from 'vitest'
import { RepeatedLines } from './repeated-lines.ts'

const first = 'Mar  3 09:15:01 gate1 sshd[4]: Failed password for carol from 198.51.100.7 port 5 ssh2'
const other = 'Mar  3 09:15:02 gate2 sshd[9]: Failed password for dave from 198.51.100.8 port 6 ssh2'
const again = first.replace('09:15:01', '09:15:09')

test.each([
  ['syslogd', 'Mar  3 09:15:09 gate1 last message repeated 3 times', again],
  ['FreeBSD', 'Mar  3 09:15:09 gate1 syslogd: last message repeated 3 times', again],
  ['rsyslog of old', 'Mar  3 09:15:09 gate1 rsyslogd: last message repeated 3 times', again],
  ['Solaris', 'Mar  3 09:15:09 gate1 --- last message repeated 3 times ---', again],
  [
    'rsyslog',
    'Mar  3 09:15:09 gate1 sshd[4]: message repeated 3 times: [ Failed password for carol from 198.51.100.7 port 5 ssh2]',
    again,
  ],
  [
    'syslog-ng',
    "Mar  3 09:15:09 gate1 sshd[4]: Last message 'Failed password for ' repeated 3 times, suppressed by syslog-ng on gate1",
    again,
  ],
  ['a line of no host before it', 'Mar  3 09:15:09 gate3 last message repeated 3 times', undefined],
  [
    'another message',
    "Mar  3 09:15:09 gate1 sshd[4]: Last message 'Accepted password f' repeated 3 times",
    undefined,
  ],
  [
    'another program',
    "Mar  3 09:15:09 gate1 cron[4]: Last message 'Failed password for ' repeated 3 times",
    undefined,
  ],
  ['no number', 'Mar  3 09:15:09 gate1 last message repeated many times', undefined],
])('repeats are those of the same host: %s', (_, line, expected) => {
  const lines = new RepeatedLines()
  for (const before of [first, other]) expect(lines.push(before)).toBeUndefined()
  const repeated = lines.push(line)
  expect(repeated).toEqual(expected === undefined ? undefined : { line: expected, times: 3 })
})

test('a second line that tells of repeats means the same line', () => {
  const lines = new RepeatedLines()
  lines.push(first)
  lines.push('Mar  3 09:15:09 gate1 last message repeated 3 times')
  expect(lines.push('Mar  3 09:16:09 gate1 last message repeated 2 times')).toEqual({
    line: first.replace('09:15:01', '09:16:09'),
    times: 2,
  })
})
