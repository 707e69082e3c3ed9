import { useState } from 'react'
import type { KafkaTopic, LiveRequest, ReadingRequest } from '../../core/contract/index.ts'
import { ReadingFields } from '../start/reading-fields.tsx'
import { useStore } from '../store/use-store.ts'
import { Button } from '../ui/button.tsx'
import { attempt } from '../ui/notices.tsx'
import { Panel } from '../ui/panel.tsx'
import { Select } from '../ui/select.tsx'
import { TextField } from '../ui/text-field.tsx'
import { ClusterFields } from './cluster-fields.tsx'
import { emptyDraft, toCluster } from './kafka-draft.ts'
import { TopicList } from './topic-list.tsx'

const starts = [
  { value: 'earliest', label: 'With the first message' },
  { value: 'latest', label: 'With what comes from now on' },
] as const

type Outputs = NonNullable<LiveRequest['outputs']>

const outputs = [
  { name: 'alerts', label: 'Topic for alerts' },
  { name: 'incidents', label: 'Topic for incidents' },
  { name: 'deadLetters', label: 'Topic for records that cannot be decoded' },
] as const satisfies { name: keyof Outputs; label: string }[]

/** A cluster, its topics, and what is to be read of them. */
export function KafkaForm() {
  const [draft, setDraft] = useState(emptyDraft)
  const [topics, setTopics] = useState<KafkaTopic[]>()
  const [chosen, setChosen] = useState<string[]>([])
  const [start, setStart] = useState<'earliest' | 'latest'>('earliest')
  const [group, setGroup] = useState('sonic')
  const [sent, setSent] = useState<Outputs>({})
  const [reading, setReading] = useState<ReadingRequest>({})
  const [isAsking, setIsAsking] = useState(false)
  const list = useStore((state) => state.listTopics)
  const startLive = useStore((state) => state.startLive)

  const connect = () => {
    setIsAsking(true)
    attempt('The topics could not be listed', async () => {
      try {
        setTopics(await list(toCluster(draft)))
      } finally {
        setIsAsking(false)
      }
    })
  }
  const begin = () =>
    attempt('Reading did not start', () =>
      startLive({
        ...reading,
        paths: [],
        kafka: { ...toCluster(draft), topics: chosen, group, start },
        outputs: sent,
      }),
    )
  return (
    <>
      <Panel title="Cluster">
        <ClusterFields draft={draft} onChange={setDraft} />
        <div className="mt-3">
          <Button
            look={topics === undefined ? 'primary' : 'plain'}
            disabled={draft.brokers.trim() === '' || isAsking}
            onClick={connect}
          >
            {isAsking ? 'Asking the cluster…' : 'List topics'}
          </Button>
        </div>
      </Panel>
      {topics && (
        <Panel title="Topics" aside={`${chosen.length} chosen`}>
          <TopicList
            topics={topics}
            chosen={chosen}
            onChoose={setChosen}
            cluster={toCluster(draft)}
            reading={reading}
          />
          <div className="mt-3 flex flex-wrap items-end gap-4 border-t border-line pt-3">
            <ReadingFields reading={reading} onChange={setReading} />
            <div>
              <span aria-hidden className="mb-1 block text-sm text-muted">
                Begin, where nothing was read before
              </span>
              <Select label="Begin" value={start} options={starts} onChange={setStart} className="w-56" />
            </div>
            <TextField label="Consumer group" value={group} onChange={setGroup} className="w-48" />
          </div>
          <details className="mt-3">
            <summary className="cursor-pointer text-sm text-muted">Send results back to the cluster</summary>
            <div className="mt-2 flex flex-wrap gap-4">
              {outputs.map(({ name, label }) => (
                <TextField
                  key={name}
                  label={label}
                  value={sent[name] ?? ''}
                  placeholder="none"
                  onChange={(value) => setSent({ ...sent, [name]: value.trim() || undefined })}
                  className="w-64"
                />
              ))}
            </div>
          </details>
          <div className="mt-4">
            <Button look="primary" disabled={chosen.length === 0 || group.trim() === ''} onClick={begin}>
              Start reading
            </Button>
          </div>
        </Panel>
      )}
    </>
  )
}
