import { writeAuthentication } from './authentication.ts'
import { writeDevice } from './device.ts'
import { writeGeography } from './geography.ts'
import { writeIdentity } from './identity.ts'
import { writeKind } from './kind.ts'
import { writePeers } from './peers.ts'
import { writeProtocol } from './protocol.ts'
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
  writeAuthentication(view)
  writeGeography(view)
  writeDevice(view)
  writeSession(view)
  writeTopology(view)
  writeProtocol(view)
  writeSequence(view)
  writeKind(view)
  writePeers(view)
}
