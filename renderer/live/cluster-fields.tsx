import { CheckBox } from '../ui/check-box.tsx'
import { Select } from '../ui/select.tsx'
import { TextField } from '../ui/text-field.tsx'
import { mechanisms, type KafkaDraft } from './kafka-draft.ts'

interface Props {
  draft: KafkaDraft
  onChange: (draft: KafkaDraft) => void
}

const files = [
  { name: 'ca', label: "Certificate of the cluster's authority (file)" },
  { name: 'certificate', label: 'Certificate of this client (file)' },
  { name: 'key', label: 'Its key (file)' },
] as const

/** How to reach a cluster. The password is kept nowhere. */
export function ClusterFields({ draft, onChange }: Props) {
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-end gap-4">
        <TextField
          label="Brokers"
          value={draft.brokers}
          placeholder="broker1:9092, broker2:9092"
          onChange={(brokers) => onChange({ ...draft, brokers })}
          className="min-w-80 flex-1"
        />
        <Select
          label="Sign-in"
          value={draft.mechanism}
          options={mechanisms}
          onChange={(mechanism) => onChange({ ...draft, mechanism })}
          className="w-52"
        />
        <div className="flex h-7 items-center">
          <CheckBox checked={draft.hasTls} onChange={(hasTls) => onChange({ ...draft, hasTls })}>
            Connect with TLS
          </CheckBox>
        </div>
      </div>
      {draft.mechanism !== 'none' && (
        <div className="flex flex-wrap gap-4">
          <TextField
            label="User name"
            value={draft.username}
            onChange={(username) => onChange({ ...draft, username })}
            className="w-64"
          />
          <TextField
            label="Password"
            isSecret
            value={draft.password}
            onChange={(password) => onChange({ ...draft, password })}
            className="w-64"
          />
        </div>
      )}
      {draft.hasTls && (
        <div className="flex flex-wrap gap-4">
          {files.map(({ name, label }) => (
            <TextField
              key={name}
              label={label}
              value={draft[name]}
              placeholder={name === 'ca' ? 'that of this system' : 'none'}
              onChange={(path) => onChange({ ...draft, [name]: path })}
              className="w-80"
            />
          ))}
        </div>
      )}
    </div>
  )
}
