import type { EndReason, RejectReason } from './action.ts'

/** One session a person means to have. */
export interface Visit {
  start: number
  end: number
  sourceIp: string
  reason: EndReason
  /** Failed attempts before the success. */
  mistakes: number
  mistake: RejectReason
  /** Bulk work: volumes far above the person's ordinary ones. */
  bulk: boolean
  /** Where the session moves to half-way (laptop from Wi-Fi to phone), if it does. */
  roamTo: string | undefined
}
