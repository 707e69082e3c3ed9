import type { Event } from '../event/event.ts'

/**
 * Sets `url.original` and the parts that are really in it. Without a scheme, what stands before the first slash is
 * the host (`example.com/a.exe`, as PAN-OS writes it); a leading slash means a bare path. Percent-encoding is kept.
 */
export function setUrl(event: Event, original: string): void {
  if (original === '') return
  event['url.original'] = original
  let rest = original
  const scheme = schemeLength(rest)
  if (scheme > 0) {
    event['url.scheme'] = rest.slice(0, scheme).toLowerCase()
    rest = rest.slice(scheme + 3)
  }
  // A fragment only exists in a full URL; hosts without scheme come from proxies, which never see one.
  const hash = scheme > 0 ? rest.indexOf('#') : -1
  if (hash >= 0) {
    event['url.fragment'] = rest.slice(hash + 1)
    rest = rest.slice(0, hash)
  }
  const question = rest.indexOf('?')
  if (question >= 0) {
    event['url.query'] = rest.slice(question + 1)
    rest = rest.slice(0, question)
  }
  const slash = rest.indexOf('/')
  if (slash >= 0) setPath(event, rest.slice(slash))
  setAuthority(event, slash >= 0 ? rest.slice(0, slash) : rest)
}

function schemeLength(text: string): number {
  const colon = text.indexOf('://')
  if (colon < 1 || colon > 12) return 0
  for (let i = 0; i < colon; i++) {
    const code = text.charCodeAt(i) | 32
    if (!(code >= 97 && code <= 122)) return 0
  }
  return colon
}

function setPath(event: Event, path: string): void {
  event['url.path'] = path
  const dot = path.lastIndexOf('.')
  if (dot > path.lastIndexOf('/') && dot < path.length - 1) event['url.extension'] = path.slice(dot + 1)
}

function setAuthority(event: Event, authority: string): void {
  let host = authority
  const at = host.lastIndexOf('@')
  if (at >= 0) {
    const user = host.slice(0, at)
    const colon = user.indexOf(':')
    event['url.username'] = colon < 0 ? user : user.slice(0, colon)
    if (colon >= 0) event['url.password'] = user.slice(colon + 1)
    host = host.slice(at + 1)
  }
  const colon = host.lastIndexOf(':')
  if (colon > host.indexOf(']') && host.indexOf(':') === colon) {
    const port = Number(host.slice(colon + 1))
    if (Number.isInteger(port) && port > 0 && port < 65536) event['url.port'] = port
    host = host.slice(0, colon)
  }
  if (host !== '') event['url.domain'] = host
}
