import { writeDevice } from './device.ts'
import { writeGeography } from './geography.ts'
import { writeIdentity } from './identity.ts'
import { writeKind } from './kind.ts'
import { writeRate } from './rate.ts'
import { writeSequence } from './sequence.ts'
import { writeSession } from './session.ts'
import { writeTime } from './time.ts'
import { writeTopology } from './topology.ts'
import type { View } from './view.ts'
import { writeVolume } from './volume.ts'

/** Writes every feature that applies to the act. */
export function writeRow(view: View): void {
  writeTime(view)
  writeVolume(view)
  writeRate(view)
  writeIdentity(view)
  writeGeography(view)
  writeDevice(view)
  writeSession(view)
  writeTopology(view)
  writeSequence(view)
  writeKind(view)
}
