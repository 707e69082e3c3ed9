import { app, session, shell, type WebContents } from 'electron'

/** Electron's security checklist, as far as it concerns what a page may do (electronjs.org/docs/latest/tutorial/security). */
export function lockDown(): void {
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  session.defaultSession.setPermissionCheckHandler(() => false)
  app.on('web-contents-created', (_event, contents) => confine(contents))
}

function confine(contents: WebContents): void {
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    if (isDocumentation(url)) void shell.openExternal(url)
    return { action: 'deny' }
  })
}

/** The only pages outside that Sonic's screens link to. */
function isDocumentation(url: string): boolean {
  return URL.canParse(url) && new URL(url).origin === 'https://attack.mitre.org'
}
