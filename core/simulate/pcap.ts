import type { Action } from './action.ts'
import type { Gateway } from './gateway.ts'
import { Heap } from './heap.ts'
import type { Mark } from './mark.ts'
import type { TimedFrame } from './pcap-conversation.ts'
import type { PcapFile } from './pcap-file.ts'
import { conversationsOf } from './pcap-frames.ts'

interface Waiting {
  frame: TimedFrame
  rest: Iterator<TimedFrame>
  file: PcapFile
  mark: Mark | undefined
}

/**
 * Writes the packets of all conversations in order of time, one capture a gateway. Holds one packet a conversation
 * that is under way. Marks note the numbers of their packets, as they note lines of a log.
 */
export async function writePackets(
  actions: Iterable<Action>,
  gateways: readonly Gateway[],
  files: readonly PcapFile[],
  onPackets: ((packets: number) => void) | undefined,
): Promise<void> {
  const heap = new Heap<Waiting>()
  const advance = (waiting: Omit<Waiting, 'frame'>) => {
    const next = waiting.rest.next()
    if (!next.done) heap.push(next.value.time, { ...waiting, frame: next.value })
  }
  const writeUntil = async (time: number) => {
    for (let key = heap.least; key !== undefined && key < time; key = heap.least) {
      const waiting = heap.pop()
      if (waiting === undefined) return
      const { frame, file, mark } = waiting
      file.append(frame.time, frame.frame)
      mark?.note(file.name, file.lines, file.lines, frame.time)
      advance(waiting)
      if (!file.full) continue
      await file.flush()
      onPackets?.(files.reduce((total, { lines }) => total + lines, 0))
    }
  }
  for (const action of actions) {
    const index = 'tunnel' in action ? action.tunnel.gateway : action.gateway
    const file = files[index]
    if (!file) throw new RangeError(`no gateway ${index}`)
    gateways[index]?.handle(action)
    const conversations = conversationsOf(action)
    if (conversations.length === 0) continue
    await writeUntil(action.time)
    const mark = action.kind === 'open' ? action.mark : undefined
    for (const frames of conversations) advance({ rest: frames[Symbol.iterator](), file, mark })
  }
  await writeUntil(Infinity)
}
