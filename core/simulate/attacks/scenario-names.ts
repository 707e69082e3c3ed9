export const scenarioNames = [
  'brute-force',
  'password-spray',
  'distributed-spray',
  'credential-stuffing',
  'impossible-travel',
  'night-intrusion',
  'spray-to-exfiltration',
  'exfiltration',
  'dormant-account',
  'credential-sharing',
  'mfa-fatigue',
  'beaconing',
  'dns-tunnel',
  'slow-insider',
  'session-hijack',
] as const

export type ScenarioName = (typeof scenarioNames)[number]
