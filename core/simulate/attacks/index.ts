import { bruteForce } from './brute-force.ts'
import { beaconing, dnsTunnel, sessionHijack } from './implants.ts'
import { exfiltration, slowInsider } from './insider.ts'
import { nightIntrusion, sprayToExfiltration } from './intrusion.ts'
import type { ScenarioName } from './scenario-names.ts'
import type { Scenario } from './scenario.ts'
import { credentialStuffing, distributedSpray, passwordSpray } from './spray.ts'
import { credentialSharing, dormantAccount, impossibleTravel, mfaFatigue } from './stolen-credentials.ts'

export const scenarios: Readonly<Record<ScenarioName, Scenario>> = {
  'brute-force': bruteForce,
  'password-spray': passwordSpray,
  'distributed-spray': distributedSpray,
  'credential-stuffing': credentialStuffing,
  'impossible-travel': impossibleTravel,
  'night-intrusion': nightIntrusion,
  'spray-to-exfiltration': sprayToExfiltration,
  exfiltration,
  'dormant-account': dormantAccount,
  'credential-sharing': credentialSharing,
  'mfa-fatigue': mfaFatigue,
  beaconing,
  'dns-tunnel': dnsTunnel,
  'slow-insider': slowInsider,
  'session-hijack': sessionHijack,
}
