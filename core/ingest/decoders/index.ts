import type { Decoder } from '../decoder.ts'
import { csvDecoder } from './csv.ts'
import { jsonDecoder } from './json.ts'
import { ciscoAsa } from './cisco-asa.ts'
import { fortinet } from './fortinet.ts'
import { openvpn } from './openvpn.ts'
import { paloAlto } from './palo-alto.ts'

/** Every format that can be read; one line a vendor family. */
export const decoders: readonly Decoder[] = [
  jsonDecoder(() => decoders),
  ciscoAsa,
  fortinet,
  paloAlto,
  openvpn,
  csvDecoder(() => decoders),
]
