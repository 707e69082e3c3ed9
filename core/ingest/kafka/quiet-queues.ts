import { createRequire } from 'node:module'

interface Queue {
  pending: unknown[]
  throttledUntil: number
}
interface QueuePrototype {
  scheduleCheckPendingRequests: (this: Queue) => void
}

let isQuiet = false

/**
 * An idle connection of kafkajs 2.2.4 looks for work a thousand times a second, and Node warns of negative timeouts (its issues
 * 1704 and 1751): it need not look where nothing waits.
 */
export function quietQueues(): void {
  if (isQuiet) return
  isQuiet = true
  const require = createRequire(import.meta.url)
  const { prototype } = require('kafkajs/src/network/requestQueue') as { prototype: QueuePrototype }
  const schedule = prototype.scheduleCheckPendingRequests
  prototype.scheduleCheckPendingRequests = function (this: Queue) {
    if (this.pending.length > 0 || this.throttledUntil > Date.now()) schedule.call(this)
  }
}
