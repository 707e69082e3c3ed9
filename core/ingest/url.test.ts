import { describe, expect, it } from 'vitest'
import type { Event } from '../event/event.ts'
import { setQuestionName } from './dns-name.ts'
import { setUrl } from './url.ts'

function parts(original: string): Partial<Event> {
  const event: Event = { '@timestamp': 0 }
  setUrl(event, original)
  return event
}

describe('setUrl', () => {
  it('takes a full URL apart', () => {
    expect(parts('https://u:p@example.com:8443/a/b.tar.gz?q=1#top')).toMatchObject({
      'url.scheme': 'https',
      'url.username': 'u',
      'url.password': 'p',
      'url.domain': 'example.com',
      'url.port': 8443,
      'url.path': '/a/b.tar.gz',
      'url.extension': 'gz',
      'url.query': 'q=1',
      'url.fragment': 'top',
    })
  })
  it('reads a host without scheme and a bare path', () => {
    expect(parts('example.com/a.exe')).toMatchObject({
      'url.domain': 'example.com',
      'url.path': '/a.exe',
      'url.extension': 'exe',
    })
    expect(parts('/app')).toEqual({ '@timestamp': 0, 'url.original': '/app', 'url.path': '/app' })
  })
})

it('names the registrable part of a question', () => {
  const event: Event = { '@timestamp': 0 }
  setQuestionName(event, 'a.b.example.co.uk')
  expect(event).toMatchObject({
    'dns.question.registered_domain': 'example.co.uk',
    'dns.question.top_level_domain': 'co.uk',
    'dns.question.subdomain': 'a.b',
  })
})
