import type {
  ClusterRequest,
  KafkaTopic,
  LiveProgress,
  LiveRequest,
  Requests,
  TopicSample,
} from '../../core/contract/index.ts'
import type { CreateSlice } from './state.ts'

export interface LiveSlice {
  /** The live reading under way, or the last one. */
  live: LiveProgress | undefined
  loadLive: () => Promise<void>
  startLive: (request: LiveRequest) => Promise<void>
  stopLive: () => Promise<void>
  listTopics: (cluster: ClusterRequest) => Promise<KafkaTopic[]>
  sampleTopic: (request: Parameters<Requests['kafka.sample']>[0]) => Promise<TopicSample>
}

export const createLiveSlice: CreateSlice<LiveSlice> =
  ({ client }) =>
  (set, get) => {
    const load = async () => set({ live: await client.request('live.status') })
    return {
      live: undefined,
      loadLive: load,
      startLive: async (request) => {
        await client.request('live.start', request)
        await load()
      },
      stopLive: async () => {
        const { live } = get()
        if (live !== undefined) await client.request('live.stop', { id: live.id })
      },
      listTopics: (cluster) => client.request('kafka.topics', cluster),
      sampleTopic: (request) => client.request('kafka.sample', request),
    }
  }
