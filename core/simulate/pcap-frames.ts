import type { Action, Flow, Tunnel } from './action.ts'
import {
  refusedFrames,
  silentFrames,
  tcpFrames,
  udpFrames,
  type Course,
  type TimedFrame,
} from './pcap-conversation.ts'
import { ftpDataMessages, ftpMessages, httpMessages, tcpDialogue } from './pcap-dialogues.ts'
import { dnsAnswer, dnsQuestion } from './pcap-dns.ts'
import { Random } from './random.ts'

/** Names of servers in the clear part of TLS: of the organisation, and of the internet. */
const innerNames = ['intranet.corp.example', 'wiki.corp.example', 'jira.corp.example']
const outerNames = [
  'outlook.office365.com',
  'teams.microsoft.com',
  'www.google.com',
  'github.com',
  'slack.com',
  'zoom.us',
]

/** Share of sessions that fetch a file by FTP. */
const ftpShare = 0.2
const fileServer = '10.1.10.11'
const connectTest = { ip: '13.107.4.52', host: 'www.msftconnecttest.com', path: '/connecttest.txt' }

/** The conversations that an action begins, as seen between the gateway and its clients' targets. */
export function conversationsOf(action: Action): Iterable<TimedFrame>[] {
  if (action.kind === 'assign') return sessionBegin(action.tunnel, action.time)
  if (action.kind !== 'open') return []
  const { tunnel, flow, time } = action
  const random = new Random(`packets/${tunnel.gateway}/${flow.id}`)
  const course: Course = {
    client: { ip: tunnel.lease, port: flow.sourcePort },
    server: { ip: flow.destinationIp, port: flow.destinationPort },
    start: time,
    duration: flow.duration,
    random,
  }
  // What the gateway's rules deny never gets behind it.
  if (flow.outcome === 'denied') return []
  return [flow.transport === 'udp' ? datagrams(flow, course) : connection(flow, course)]
}

function connection(flow: Flow, course: Course): Iterable<TimedFrame> {
  switch (flow.outcome) {
    case 'refused':
      return refusedFrames(course)
    case 'silent':
    case 'denied':
      return silentFrames(course)
    case 'done':
      return tcpFrames(course, tcpDialogue(flow, serverName(flow, course.random), course.random))
  }
}

function datagrams(flow: Flow, course: Course): Iterable<TimedFrame> {
  const id = course.random.int(0, 65_535)
  const { name, type } = flow.query ?? { name: 'files.corp.example', type: 'A' }
  const answer = flow.outcome === 'done' ? dnsAnswer(id, name, type, flow.down) : undefined
  return udpFrames(course, dnsQuestion(id, name, type), answer)
}

/** What every client does when it is connected, and some do then. */
function sessionBegin(tunnel: Tunnel, time: number): Iterable<TimedFrame>[] {
  const random = new Random(`session/${tunnel.gateway}/${tunnel.id}`)
  const port = random.int(49_152, 60_000)
  const course = (ip: string, server: number, own: number, start: number, duration: number): Course => ({
    client: { ip: tunnel.lease, port: port + own },
    server: { ip, port: server },
    start,
    duration,
    random: random.fork(own),
  })
  const test = course(connectTest.ip, 80, 0, time + 40, 60)
  const found: Iterable<TimedFrame>[] = [
    tcpFrames(test, httpMessages(connectTest.host, connectTest.path, 'Microsoft NCSI')),
  ]
  // A file is only fetched where there is time for it.
  if (!random.chance(ftpShare) || tunnel.end - time < 120_000) return found
  const start = time + random.int(5_000, 60_000)
  const dataPort = random.int(50_000, 60_000)
  const messages = ftpMessages(tunnel.user, fileServer, dataPort, 'report-q1.pdf')
  found.push(
    tcpFrames(course(fileServer, 21, 1, start, 8_000), messages),
    tcpFrames(
      course(fileServer, dataPort, 2, start + 5_000, 900),
      ftpDataMessages(random.int(20_000, 400_000)),
    ),
  )
  return found
}

function serverName(flow: Flow, random: Random): string {
  return random.pick(flow.inside ? innerNames : outerNames)
}
