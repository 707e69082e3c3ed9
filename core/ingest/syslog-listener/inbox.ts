/** A message as it was received. */
export interface Message {
  /** Address of the peer. */
  sender: string
  bytes: Buffer
  /** Longer than a message can be: `bytes` are its beginning. */
  isOverlong: boolean
}

/** So much waits for the analysis at most; beyond it connections are paused and datagrams dropped (ours: some seconds at full rate). */
const mostBytes = 32 * 2 ** 20
/** Of what an object costs beside its bytes. */
const overheadBytes = 200

/** What was received and is not decoded yet. */
export class Inbox {
  #messages: Message[] = []
  #bytes = 0
  #onMessage = (): void => {}
  /** Called when there is room again. */
  onRoom = (): void => {}

  push(message: Message): void {
    this.#messages.push(message)
    this.#bytes += message.bytes.length + overheadBytes
    this.#onMessage()
  }

  get isFull(): boolean {
    return this.#bytes >= mostBytes
  }

  /** All, in the order in which they came. */
  take(): Message[] {
    const [messages, wasFull] = [this.#messages, this.isFull]
    this.#messages = []
    this.#bytes = 0
    if (wasFull) this.onRoom()
    return messages
  }

  /** Resolves when there is something. */
  async arrival(): Promise<void> {
    if (this.#messages.length > 0) return
    await new Promise<void>((resolve) => (this.#onMessage = resolve))
  }
}
