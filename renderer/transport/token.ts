const key = 'sonic-token'

/** The per-run token comes with the page's address; it leaves the address bar so that it is not copied along with it. */
export function takeToken(): string {
  const url = new URL(window.location.href)
  const given = url.searchParams.get('token')
  if (given === null) return sessionStorage.getItem(key) ?? ''
  sessionStorage.setItem(key, given)
  url.searchParams.delete('token')
  window.history.replaceState(null, '', url)
  return given
}
