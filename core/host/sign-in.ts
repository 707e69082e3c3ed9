import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** How long a code waits to be used: enough to copy an address from a terminal into a browser. */
export const codeLifetimeMs = 10 * 60_000
/** Codes that wait at once; the oldest gives way. */
const mostCodes = 16

interface Code {
  digest: Buffer
  /** Called once, when the code has been used or can't be any more. */
  onSpent: () => void
  timer: NodeJS.Timeout
}

/**
 * Who may see the workspace: a browser that has brought a one-time code gets the secret of this run as a cookie. The
 * secret itself stands in no address, no file and no argument of a process; only digests are kept and compared.
 */
export class SignIn {
  readonly #secret = newSecret()
  readonly #digest = digestOf(this.#secret)
  readonly #cookie: string
  #codes: Code[] = []

  /** Cookies don't tell ports apart, so their names do: two workstations on one machine don't sign each other out. */
  constructor(port: number) {
    this.#cookie = `sonic-${port}`
  }

  /** A code that signs one browser in, once, within `codeLifetimeMs`. */
  createCode(onSpent: () => void = () => {}): string {
    const code = newSecret()
    const entry: Code = {
      digest: digestOf(code),
      onSpent,
      timer: setTimeout(() => this.#spend(entry), codeLifetimeMs).unref(),
    }
    this.#codes.push(entry)
    const [oldest] = this.#codes
    if (this.#codes.length > mostCodes && oldest !== undefined) this.#spend(oldest)
    return code
  }

  /** The Set-Cookie header in exchange for a code; undefined for a code that was used, has expired or never was. */
  redeem(code: string): string | undefined {
    const digest = digestOf(code)
    const entry = this.#codes.find((known) => timingSafeEqual(known.digest, digest))
    if (entry === undefined) return undefined
    this.#spend(entry)
    return `${this.#cookie}=${this.#secret}; HttpOnly; SameSite=Strict; Path=/`
  }

  isSignedIn({ headers }: IncomingMessage): boolean {
    const start = `${this.#cookie}=`
    return (headers.cookie ?? '')
      .split(';')
      .map((cookie) => cookie.trim())
      .filter((cookie) => cookie.startsWith(start))
      .some((cookie) => timingSafeEqual(digestOf(cookie.slice(start.length)), this.#digest))
  }

  /** Makes every waiting code worthless. */
  close(): void {
    for (const code of this.#codes) this.#spend(code)
  }

  #spend(code: Code): void {
    clearTimeout(code.timer)
    this.#codes = this.#codes.filter((other) => other !== code)
    code.onSpent()
  }
}

function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** Of any text, so that secrets of any length compare in constant time. */
function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
