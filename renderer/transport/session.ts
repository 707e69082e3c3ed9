/** The core would answer, but not to this browser. */
export class SignedOutError extends Error {
  constructor() {
    super('This browser is not signed in: open the address that Sonic shows in its terminal')
  }
}

/**
 * Asks before a WebSocket is opened: of one that was refused, a browser tells nobody why. The cookie that signs a
 * browser in is out of reach of scripts.
 * @throws SignedOutError; Error where nothing answers
 */
export async function requireSession(): Promise<void> {
  const response = await fetch('/session').catch(() => undefined)
  const answer: unknown = response?.ok === true ? await response.json().catch(() => undefined) : undefined
  if (typeof answer !== 'object' || answer === null || !('signedIn' in answer))
    throw new Error('Sonic does not answer')
  if (answer.signedIn !== true) throw new SignedOutError()
}
