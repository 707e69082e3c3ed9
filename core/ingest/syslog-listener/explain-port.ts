import { errorMessage } from '../../event/error-message.ts'
import { errorCode } from '../sources/explain.ts'
import { formatListenAddress, type ListenAddress } from './listen-address.ts'

/** Why a port can't be opened, for a person, and what to do. */
export function explainPort(error: unknown, address: ListenAddress): string {
  const at = formatListenAddress(address)
  const code = errorCode(error)
  switch (code) {
    case 'EADDRINUSE':
      return `${at} is in use by another program (often rsyslog or another Sonic): end that one, or choose another port.`
    case 'EACCES':
    case 'EPERM':
      return address.port > 0 && address.port < 1024
        ? `${at} may not be opened by this user: ports below 1024 belong to root. Choose a higher one such as ${address.port + 5000} and let the senders or a relay send there.`
        : `${at} may not be opened by this user: a policy of this machine forbids it. Choose another port.`
    case 'EADDRNOTAVAIL':
      return `${at}: this machine has no such address. 127.0.0.1 is this machine alone, 0.0.0.0 all its addresses.`
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `${at}: there is no machine of this name. Write an address of this machine.`
    case 'EMFILE':
    case 'ENFILE':
      return `${at} could not be opened: too many files are open on this machine.`
    default:
      return `${at} could not be opened: ${certificateProblem(error) ?? errorMessage(error)}.`
  }
}

/** What OpenSSL says of a key and a certificate that it can't use. */
function certificateProblem(error: unknown): string | undefined {
  const text = `${errorCode(error)} ${errorMessage(error)}`
  if (/KEY_VALUES_MISMATCH|key values mismatch/i.test(text))
    return 'the key of --tls-key is not that of the certificate of --tls-cert'
  if (/PASSPHRASE|BAD_DECRYPT|bad decrypt|passphrase/i.test(text))
    return 'the key of --tls-key is locked with a passphrase: give one without'
  if (/PEM|ASN1|no start line|DECODER|NO_CERT/i.test(text))
    return 'a file of --tls-cert, --tls-key or --tls-ca is damaged, or holds something else than its name says'
  if (/KEY_TOO_SMALL|MD_TOO_WEAK/i.test(text))
    return 'the certificate of --tls-cert is too weak for TLS today: make a new one'
  return undefined
}
