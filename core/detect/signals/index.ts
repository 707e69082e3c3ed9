import { abnormalDurationSignal } from './abnormal-duration.ts'
import { beaconingSignal } from './beaconing.ts'
import { bruteForceSignal } from './brute-force.ts'
import { bulkDownloadSignal } from './bulk-download.ts'
import { concurrentSessionsSignal } from './concurrent-sessions.ts'
import { credentialStuffingSignal } from './credential-stuffing.ts'
import { distributedSpraySignal } from './distributed-spray.ts'
import { dnsTunnelSignal } from './dns-tunnel.ts'
import { dormantAccountSignal } from './dormant-account.ts'
import { exfiltrationSignal } from './exfiltration.ts'
import { failBurstThenSuccessSignal } from './fail-burst-then-success.ts'
import { hostSweepSignal } from './host-sweep.ts'
import { impossibleTravelSignal } from './impossible-travel.ts'
import { lateralMovementSignal } from './lateral-movement.ts'
import { lockoutWaveSignal } from './lockout-wave.ts'
import { mfaFatigueSignal } from './mfa-fatigue.ts'
import { newCountrySignal } from './new-country.ts'
import { newDeviceSignal } from './new-device.ts'
import { newNetworkHostingSignal } from './new-network-hosting.ts'
import { passwordSpraySignal } from './password-spray.ts'
import { portScanSignal } from './port-scan.ts'
import { sessionHijackSignal } from './session-hijack.ts'
import type { SignalFactory } from './signal.ts'
import { unusualHourSignal } from './unusual-hour.ts'

/** Every signal there is; `docs/detections.md` describes them in a table. */
export const signalFactories: readonly SignalFactory[] = [
  bruteForceSignal,
  passwordSpraySignal,
  distributedSpraySignal,
  credentialStuffingSignal,
  failBurstThenSuccessSignal,
  lockoutWaveSignal,
  mfaFatigueSignal,
  impossibleTravelSignal,
  newCountrySignal,
  newNetworkHostingSignal,
  newDeviceSignal,
  unusualHourSignal,
  dormantAccountSignal,
  concurrentSessionsSignal,
  sessionHijackSignal,
  exfiltrationSignal,
  bulkDownloadSignal,
  abnormalDurationSignal,
  portScanSignal,
  hostSweepSignal,
  lateralMovementSignal,
  beaconingSignal,
  dnsTunnelSignal,
]
