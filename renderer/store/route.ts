export type Route =
  | { screen: 'overview' }
  | { screen: 'incidents' }
  | { screen: 'incident'; id: string }
  | { screen: 'rules' }
  | { screen: 'import' }
  | { screen: 'live' }
  | { screen: 'coverage' }
  | { screen: 'models' }
  | { screen: 'open' }

/** Routes live in the address's fragment: back and forward work, and the host serves a single page. */
export function parseRoute(hash: string): Route {
  const [screen = '', id = ''] = hash.replace(/^#\//, '').split('/')
  switch (screen) {
    case 'incidents':
      return id === '' ? { screen } : { screen: 'incident', id: decodeId(id) }
    case 'rules':
    case 'import':
    case 'live':
    case 'coverage':
    case 'models':
    case 'open':
      return { screen }
    default:
      return { screen: 'overview' }
  }
}

export function formatRoute(route: Route): string {
  return route.screen === 'incident' ? `#/incidents/${encodeURIComponent(route.id)}` : `#/${route.screen}`
}

function decodeId(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
