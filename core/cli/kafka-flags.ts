import { type Command, Option } from 'commander'
import { saslMechanisms } from '../ingest/kafka/sasl.ts'

/** Where a password is looked for that no file holds. */
export const passwordVariable = 'SONIC_KAFKA_PASSWORD'

/** How to reach a cluster, for commands that can. */
export function addKafkaOptions(command: Command): Command {
  return command
    .option('--kafka <brokers>', 'Kafka brokers, HOST:PORT, several with commas')
    .option('--tls', 'connect with TLS')
    .option('--tls-ca <file>', "certificate of the authority that signed the cluster's, PEM")
    .option('--tls-cert <file>', 'certificate of this client, PEM')
    .option('--tls-key <file>', 'its key, PEM')
    .addOption(new Option('--sasl <mechanism>', 'how to sign in').choices(saslMechanisms))
    .option('--kafka-user <name>', 'user to sign in as')
    .option(
      '--kafka-password <file>',
      `file that holds the password; otherwise ${passwordVariable}, or a question on the terminal`,
    )
}
