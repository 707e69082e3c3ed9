/** `npm run kafka:fetch`: gets the Apache Kafka that tests run against into the cache of this user, once. */
import { kafkaClassPath, kafkaObstacle } from '../core/ingest/kafka/kafka-jars.fixture.ts'

const obstacle = kafkaObstacle()
if (obstacle !== undefined) throw new Error(obstacle)
console.log(await kafkaClassPath())
