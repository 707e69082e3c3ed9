import { z } from 'zod'
import { id, nothing } from './arguments.ts'
import { push, request } from './request.ts'

/**
 * What was known at a moment: everything stored is analysed anew without what happened later. Once that is done, the screen
 * that asked is shown its overview, incidents, risks, reports and events in place of those of now, until it leaves or goes.
 */
export const asOfRequests = {
  'asOf.start': request<(request: { time: number }) => { id: string }>(
    'analyst',
    z.object({ time: z.number().int().min(0).max(8_640_000_000_000_000) }),
  ),
  'asOf.cancel': request<(request: { id: string }) => void>('analyst', z.object({ id })),
  /** Of the screen that asks; undefined: it shows what is known now. */
  'asOf.status': request<() => AsOf | undefined>('reader', nothing),
  /** Back to what is known now. */
  'asOf.leave': request<() => void>('analyst', nothing),
}

export const asOfPushes = {
  /** To all screens; the id tells whose it is. */
  'asOf.progress': push<AsOf>('reader'),
}

export interface AsOf {
  id: string
  /** The moment, epoch ms. */
  time: number
  state: 'running' | 'shown' | 'cancelled' | 'failed'
  /** 0..1 of the stored events. */
  share: number
  error: string | undefined
}
