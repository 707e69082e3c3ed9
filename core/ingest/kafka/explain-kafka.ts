/** Whether trying again later can help. */
interface KafkaProblem {
  message: string
  isLasting: boolean
}

/** kafkajs names the protocol's errors in `type`, and wraps what it gave up on in `cause` or `originalError`. */
interface KafkajsError extends Error {
  type?: string
  broker?: string
  code?: string
  originalError?: unknown
}

const wrongCredentials = 'the user name or the password is wrong, or the mechanism is another (--sasl)'

const lastingTypes: Record<string, string> = {
  TOPIC_AUTHORIZATION_FAILED:
    'the user may not use this topic: ask for DESCRIBE on it, and for READ to read it or WRITE to send to it',
  GROUP_AUTHORIZATION_FAILED:
    'the user may not use this consumer group: ask for READ on it, or name another with --group',
  CLUSTER_AUTHORIZATION_FAILED: 'the user may not do this in the cluster: ask whoever runs it',
  SASL_AUTHENTICATION_FAILED: wrongCredentials,
  UNSUPPORTED_SASL_MECHANISM: 'the cluster does not take this way to sign in: choose another with --sasl',
  ILLEGAL_SASL_STATE:
    'the cluster wants no sign-in on this port, or another: leave --sasl out, or choose another port',
  UNKNOWN_TOPIC_OR_PARTITION: 'the cluster has no such topic',
  INVALID_TOPIC_EXCEPTION: 'this is no name of a topic',
}

/** What is wrong with a cluster, for a person, and what to do. */
export function explainKafka(error: unknown, brokers: readonly string[]): KafkaProblem {
  const at = brokers.join(', ')
  const chain = causes(error)
  for (const { name, type = '' } of chain) {
    const told = lastingTypes[type]
    if (told !== undefined) return { message: `Kafka at ${at}: ${told}.`, isLasting: true }
    if (name === 'KafkaJSSASLAuthenticationError')
      return { message: `Kafka at ${at}: ${wrongCredentials}.`, isLasting: true }
    if (name === 'KafkaJSUnsupportedMagicByteInMessageSet')
      return {
        message: `Kafka at ${at}: the topic has messages of a format from before Kafka 0.11, which is not read.`,
        isLasting: true,
      }
  }
  const text = chain.map(({ message, code }) => `${code ?? ''} ${message}`).join('; ')
  const found = connectionProblems.find(({ pattern }) => pattern.test(text))
  if (found) return { message: `Kafka at ${at}: ${found.told}.`, isLasting: found.isLasting }
  const [first] = chain
  return { message: `Kafka at ${at}: ${first?.message ?? String(error)}.`, isLasting: false }
}

const connectionProblems: { pattern: RegExp; told: string; isLasting: boolean }[] = [
  {
    pattern: /SELF_SIGNED|self-signed|UNABLE_TO_(?:GET|VERIFY)|unable to (?:get|verify)/,
    told: "the cluster's certificate is signed by nobody this machine knows: give the authority's certificate with --tls-ca FILE",
    isLasting: true,
  },
  {
    pattern: /CERT_HAS_EXPIRED|certificate has expired/,
    told: "the cluster's certificate has expired: whoever runs it has to renew it",
    isLasting: true,
  },
  {
    pattern: /ALTNAME_INVALID|does not match certificate/,
    told: "the cluster's certificate is for another name: connect to the name that stands in it",
    isLasting: true,
  },
  {
    pattern: /certificate required|handshake failure|bad certificate|BAD_CERTIFICATE/,
    told: 'the cluster wants a certificate of the client, or does not take this one: give --tls-cert FILE and --tls-key FILE',
    isLasting: true,
  },
  {
    pattern: /wrong version number|EPROTO|packet length too long|WRONG_VERSION|before secure TLS connection/,
    told: 'this port speaks without TLS: leave --tls out, or choose the port for TLS',
    isLasting: true,
  },
  {
    pattern: /ENOTFOUND|EAI_AGAIN/,
    told: 'there is no machine of this name: check --kafka, and the names that the cluster advertises',
    isLasting: false,
  },
  {
    pattern: /ECONNREFUSED/,
    told: 'nobody listens there: check the address and whether the broker runs',
    isLasting: false,
  },
  {
    pattern: /ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|Connection timeout/,
    told: 'no answer: check the address, and whether a firewall is between',
    isLasting: false,
  },
  {
    pattern: /ECONNRESET|EPIPE|socket hang up|Closed connection|disconnected|EOF/,
    told: 'the connection was closed: a port for TLS may want --tls, one for sign-in --sasl',
    isLasting: false,
  },
]

function causes(error: unknown): KafkajsError[] {
  const chain: KafkajsError[] = []
  for (let one = error; one instanceof Error && chain.length < 8;) {
    chain.push(one as KafkajsError)
    const { cause, originalError } = one as KafkajsError
    one = cause ?? originalError
  }
  return chain
}
