import type { HttpBindings } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { isOwnPage } from './own-page.ts'
import type { SignIn } from './sign-in.ts'
import { spentCodePage } from './spent-code-page.ts'
import { receiveUpload } from './upload.ts'

export interface AppOptions {
  /** Folder of the built screens. */
  rendererDir: string
  /** Folder that files dropped on the browser's window are copied to. */
  uploadDir: string
  signIn: SignIn
  port: number
  /** Uploads under way. */
  uploads: Set<Promise<unknown>>
}

/** What the host answers over HTTP. The screens themselves are no secret; what they show comes over the WebSocket. */
export function createApp(options: AppOptions): Hono<{ Bindings: HttpBindings }> {
  const { signIn, port, uploads } = options
  const app = new Hono<{ Bindings: HttpBindings }>()
  app.onError((_error, context) => context.text('Internal Server Error', 500))

  app.get('/sign-in', (context) => {
    context.header('Cache-Control', 'no-store')
    // HEAD comes here too, and from a program that only looks at the address.
    const code = context.req.method === 'GET' ? context.req.query('code') : undefined
    const cookie = code === undefined ? undefined : signIn.redeem(code)
    if (cookie !== undefined) context.header('Set-Cookie', cookie)
    else if (!signIn.isSignedIn(context.env.incoming)) return context.html(spentCodePage, 403)
    return context.redirect('/', 303)
  })

  app.get('/session', (context) => {
    context.header('Cache-Control', 'no-store')
    return context.json({ signedIn: signIn.isSignedIn(context.env.incoming) })
  })

  app.post('/upload', async (context) => {
    const { incoming } = context.env
    if (!isOwnPage(incoming, port) || !signIn.isSignedIn(incoming)) {
      context.header('Connection', 'close')
      return context.json({ error: 'This browser is not signed in.' }, 403)
    }
    const upload = receiveUpload({
      folder: options.uploadDir,
      name: context.req.query('name') ?? '',
      // Not destroyed when its reading ends early: the answer needs the connection.
      body: incoming.iterator({ destroyOnReturn: false }),
      declaredBytes: Number(incoming.headers['content-length'] ?? 0),
    })
    uploads.add(upload)
    const result = await upload.finally(() => uploads.delete(upload))
    if ('path' in result) return context.json(result)
    context.header('Connection', 'close')
    return context.json(result, 507)
  })

  app.get('*', serveStatic({ root: options.rendererDir }))
  return app
}
