/** `05[IKE] <eap|3> ` before a message. */
export interface Prefix {
  /** Thread that wrote the line, or -1. */
  thread: number
  /** Number of the IKE_SA it worked on, or ''. */
  association: string
  /** Where the message begins. */
  end: number
}

export function readPrefix(body: string): Prefix {
  const thread = /^(\d{1,4})\[[A-Z]{3}[-\d]{0,2}\] /.exec(body)
  let end = thread?.[0].length ?? 0
  let association = ''
  if (body.charCodeAt(end) === 60) {
    const close = body.indexOf('> ', end)
    if (close > 0 && close - end < 200) {
      const name = body.slice(end + 1, close)
      association = name.slice(name.lastIndexOf('|') + 1)
      end = close + 2
    }
  }
  return { thread: thread === null ? -1 : Number(thread[1]), association, end }
}
