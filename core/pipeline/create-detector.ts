import { Detector } from '../detect/detector.ts'
import { catalogue } from '../features/catalogue.ts'
import { describeReason } from '../features/describe.ts'
import type { Memory } from '../memory/memory.ts'
import type { Settings } from '../settings/settings.ts'
import type { Feedback } from '../store/feedback.ts'
import { mindFeedback } from './mind-feedback.ts'

interface DetectorConditions {
  settings: Settings
  /** What people have said so far; undefined: nothing. */
  feedback: Feedback | undefined
  memory: Memory
  /** Epoch ms of the clock on the wall: rules that have expired by then say nothing. */
  now: number
}

export function createDetector({ settings, feedback, memory, now }: DetectorConditions): Detector {
  return new Detector({
    memory,
    features: catalogue,
    alertBudget: settings.alertBudgetPerDay,
    describe: describeReason,
    ...(feedback && mindFeedback(feedback, now)),
  })
}
