import kafkajs from 'kafkajs'
import { expect, it } from 'vitest'
import { explainKafka } from './explain-kafka.ts'

it('does not take a form of messages that cannot be read for a wrong password', () => {
  const error = new kafkajs.KafkaJSNonRetriableError('Unsupported magic byte in message set')
  Object.assign(error, { name: 'KafkaJSUnsupportedMagicByteInMessageSet' })
  const { message, isLasting } = explainKafka(error, ['kafka:9092'])
  expect(message).toMatch(/^Kafka at kafka:9092: the topic has messages of a format from before Kafka 0.11/)
  expect(isLasting).toBe(true)
})
