import { abnormalDurationSignal } from './abnormal-duration.ts'
import { alertAfterLoginSignal } from './alert-after-login.ts'
import { anonymiserExitSignal } from './anonymiser-exit.ts'
import { applianceExploitSignal } from './appliance-exploit.ts'
import { beaconingSignal } from './beaconing.ts'
import { bruteForceSignal } from './brute-force.ts'
import { clientVersionSignal } from './client-version.ts'
import { concurrentSessionsSignal } from './concurrent-sessions.ts'
import { credentialStuffingSignal } from './credential-stuffing.ts'
import { disabledAccountSignal } from './disabled-account.ts'
import { distributedSpraySignal } from './distributed-spray.ts'
import { dnsTunnelSignal } from './dns-tunnel.ts'
import { dormantAccountSignal } from './dormant-account.ts'
import { exfiltrationSignal } from './exfiltration.ts'
import { factorChangeSignal } from './factor-change.ts'
import { failBurstThenSuccessSignal } from './fail-burst-then-success.ts'
import { firstLoginSignal } from './first-login.ts'
import { gatewayTamperingSignal } from './gateway-tampering.ts'
import { hostSweepSignal } from './host-sweep.ts'
import { icmpTunnelSignal } from './icmp-tunnel.ts'
import { impossibleTravelSignal } from './impossible-travel.ts'
import { intrusionAlertSignal } from './intrusion-alert.ts'
import { lateralMovementSignal } from './lateral-movement.ts'
import { lockoutWaveSignal } from './lockout-wave.ts'
import { machineNameSignal } from './machine-name.ts'
import { massAccessSignal } from './mass-access.ts'
import { mfaFatigueSignal } from './mfa-fatigue.ts'
import { newAdminSourceSignal } from './new-admin-source.ts'
import { newCountrySignal } from './new-country.ts'
import { newDeviceSignal } from './new-device.ts'
import { newNetworkHostingSignal } from './new-network-hosting.ts'
import { newNetworkSignal } from './new-network.ts'
import { passwordSpraySignal } from './password-spray.ts'
import { portScanSignal } from './port-scan.ts'
import { proxyOnlySignal } from './proxy-only.ts'
import { serviceAccountSignal } from './service-account.ts'
import { sessionHijackSignal } from './session-hijack.ts'
import { sharedDeviceSignal } from './shared-device.ts'
import { sharedSourceSignal } from './shared-source.ts'
import type { SignalFactory } from './signal.ts'
import { slowSpraySignal } from './slow-spray.ts'
import { tunnelInTunnelSignal } from './tunnel-in-tunnel.ts'
import { unusualHourSignal } from './unusual-hour.ts'

/** Every signal there is; `docs/detections.md` describes them in a table. */
export const signalFactories: readonly SignalFactory[] = [
  bruteForceSignal,
  passwordSpraySignal,
  distributedSpraySignal,
  slowSpraySignal,
  credentialStuffingSignal,
  failBurstThenSuccessSignal,
  lockoutWaveSignal,
  mfaFatigueSignal,
  impossibleTravelSignal,
  newCountrySignal,
  newNetworkHostingSignal,
  anonymiserExitSignal,
  newNetworkSignal,
  newDeviceSignal,
  clientVersionSignal,
  machineNameSignal,
  unusualHourSignal,
  dormantAccountSignal,
  disabledAccountSignal,
  serviceAccountSignal,
  firstLoginSignal,
  concurrentSessionsSignal,
  sessionHijackSignal,
  factorChangeSignal,
  sharedDeviceSignal,
  sharedSourceSignal,
  proxyOnlySignal,
  exfiltrationSignal,
  massAccessSignal,
  abnormalDurationSignal,
  portScanSignal,
  hostSweepSignal,
  lateralMovementSignal,
  beaconingSignal,
  dnsTunnelSignal,
  tunnelInTunnelSignal,
  icmpTunnelSignal,
  applianceExploitSignal,
  newAdminSourceSignal,
  gatewayTamperingSignal,
  intrusionAlertSignal,
  alertAfterLoginSignal,
]
