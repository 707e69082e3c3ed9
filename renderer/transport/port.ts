/** One connection to the core that carries text messages. It is dead for good once `onClose` was called. */
export interface Port {
  post(message: string): void
  onMessage(handler: (message: string) => void): void
  onClose(handler: () => void): void
}

/** Opens a new connection; rejects with a sentence for a person. */
export type Connect = () => Promise<Port>
