import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { setQuestionName } from '../../dns-name.ts'

/** `[4711:0] info: 10.0.0.7 www.example.com. A IN`, also with the answer's code behind it. */
export function readUnbound(event: Event, message: string): boolean {
  const level = message.indexOf('info: ')
  event['event.category'] = ['network']
  event['network.protocol'] = 'dns'
  if (level < 0) return true
  event['log.level'] = 'info'
  const [ip = '', name = '', type = '', kind = ''] = message.slice(level + 6).split(' ', 4)
  if (!isAddress(ip) || !name.endsWith('.') || type === '' || kind === '') return true
  event['event.type'] = ['connection']
  event['source.ip'] = ip
  event['client.ip'] = ip
  event['dns.type'] = 'question'
  setQuestionName(event, name.slice(0, -1))
  event['dns.question.type'] = type
  event['dns.question.class'] = kind
  return true
}
