import type { ClusterRequest } from '../../core/contract/index.ts'

/** What a person has filled in of a cluster. */
export interface KafkaDraft {
  brokers: string
  hasTls: boolean
  ca: string
  certificate: string
  key: string
  mechanism: 'none' | 'plain' | 'scram-sha-256' | 'scram-sha-512'
  username: string
  password: string
}

export const emptyDraft: KafkaDraft = {
  brokers: '',
  hasTls: false,
  ca: '',
  certificate: '',
  key: '',
  mechanism: 'none',
  username: '',
  password: '',
}

export const mechanisms = [
  { value: 'none', label: 'No sign-in' },
  { value: 'plain', label: 'SASL PLAIN' },
  { value: 'scram-sha-256', label: 'SASL SCRAM-SHA-256' },
  { value: 'scram-sha-512', label: 'SASL SCRAM-SHA-512' },
] as const satisfies { value: KafkaDraft['mechanism']; label: string }[]

export function toCluster(draft: KafkaDraft): ClusterRequest {
  const { mechanism, username, password } = draft
  const file = (path: string) => (path.trim() === '' ? undefined : path.trim())
  return {
    brokers: draft.brokers.split(/[\s,]+/).filter((broker) => broker !== ''),
    ...(draft.hasTls
      ? { tls: { ca: file(draft.ca), certificate: file(draft.certificate), key: file(draft.key) } }
      : {}),
    ...(mechanism === 'none' ? {} : { sasl: { mechanism, username, password } }),
  }
}
