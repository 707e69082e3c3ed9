import { useState } from 'react'
import type { ClusterRequest, KafkaTopic, ReadingRequest, TopicSample } from '../../core/contract/index.ts'
import { plural } from '../format/number.ts'
import { useStore } from '../store/use-store.ts'
import { Button } from '../ui/button.tsx'
import { CheckBox } from '../ui/check-box.tsx'
import { attempt } from '../ui/notices.tsx'
import { Empty } from '../ui/states.tsx'
import { SampleView } from './sample-view.tsx'

interface Props {
  topics: readonly KafkaTopic[]
  chosen: readonly string[]
  onChoose: (chosen: string[]) => void
  cluster: ClusterRequest
  reading: ReadingRequest
}

export function TopicList({ topics, chosen, onChoose, cluster, reading }: Props) {
  const [sample, setSample] = useState<{ topic: string; found: TopicSample | undefined }>()
  const take = useStore((state) => state.sampleTopic)
  if (topics.length === 0) return <Empty title="The cluster has no topics that this user may see." />
  const look = (topic: string) => {
    setSample({ topic, found: undefined })
    attempt('The topic could not be looked into', async () => {
      try {
        const found = await take({ ...cluster, ...reading, topic })
        setSample({ topic, found })
      } catch (error) {
        setSample(undefined)
        throw error
      }
    })
  }
  return (
    <>
      <ul aria-label="Topics" className="max-h-72 overflow-y-auto">
        {topics.map(({ name, partitions }) => (
          <li key={name} className="flex h-8 items-center justify-between gap-4">
            <CheckBox
              checked={chosen.includes(name)}
              onChange={(isChosen) =>
                onChoose(isChosen ? [...chosen, name] : chosen.filter((one) => one !== name))
              }
            >
              <span className="font-mono">{name}</span>{' '}
              <span className="text-muted">{plural(partitions, 'partition')}</span>
            </CheckBox>
            <Button look="ghost" aria-label={`Look into ${name}`} onClick={() => look(name)}>
              Look into it
            </Button>
          </li>
        ))}
      </ul>
      {sample && <SampleView topic={sample.topic} sample={sample.found} />}
    </>
  )
}
