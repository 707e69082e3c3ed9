import { describe, it } from 'vitest'
import { kafkaObstacle } from './kafka-jars.fixture.ts'
import { quietQueues } from './quiet-queues.ts'

quietQueues()

/** Tests against a real broker. Where none can be, they are skipped and say why; in CI that is a failure. */
export function describeKafka(name: string, tests: () => void): void {
  const obstacle = kafkaObstacle()
  if (obstacle === undefined) return void describe(name, tests)
  describe(`${name} (${obstacle})`, () => {
    if (process.env['CI'] === undefined) it.skip('needs a Kafka broker', () => {})
    else
      it('needs a Kafka broker', () => {
        throw new Error(obstacle)
      })
  })
}
