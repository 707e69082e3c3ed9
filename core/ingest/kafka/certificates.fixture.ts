import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Paths of PEM files. */
export interface Certificates {
  ca: string
  /** Key and certificate in one file. */
  broker: string
  clientKey: string
  clientCertificate: string
}

/** An authority, a broker for 127.0.0.1 and localhost, and a client. */
export function makeCertificates(folder: string): Certificates {
  mkdirSync(folder, { recursive: true })
  const at = (name: string): string => join(folder, name)
  const openssl = (...args: string[]): void =>
    void execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' })
  const key = (name: string): void => {
    openssl('ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', `${name}.ec`)
    // Java reads PKCS #8 only.
    openssl('pkcs8', '-topk8', '-nocrypt', '-in', `${name}.ec`, '-out', `${name}.key`)
  }
  key('ca')
  openssl(
    'req',
    '-x509',
    '-new',
    '-key',
    'ca.key',
    '-subj',
    '/CN=Sonic test authority',
    '-days',
    '3650',
    '-out',
    'ca.crt',
  )
  writeFileSync(at('names'), 'subjectAltName=IP:127.0.0.1,DNS:localhost')
  for (const name of ['broker', 'client']) {
    key(name)
    openssl('req', '-new', '-key', `${name}.key`, '-subj', `/CN=${name}`, '-out', `${name}.csr`)
    const by = ['-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial', '-extfile', 'names']
    openssl('x509', '-req', '-in', `${name}.csr`, ...by, '-days', '3650', '-out', `${name}.crt`)
  }
  writeFileSync(
    at('broker.pem'),
    readFileSync(at('broker.key'), 'utf8') + readFileSync(at('broker.crt'), 'utf8'),
  )
  return {
    ca: at('ca.crt'),
    broker: at('broker.pem'),
    clientKey: at('client.key'),
    clientCertificate: at('client.crt'),
  }
}
