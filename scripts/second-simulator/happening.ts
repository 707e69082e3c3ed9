/** What a gateway writes down, in no vendor's form yet. Times are epoch ms. */
export type Happening = Refused | Accepted | Ended

interface Told {
  time: number
  user: string
  ip: string
  device: Device
  /** Id of the attack that it belongs to. */
  attack: string | undefined
}

export interface Device {
  /** Of this machine alone, 16 bytes as hexadecimal digits. */
  id: string
  /** Phones are called alike. */
  name: string
  os: string
  client: string
}

export interface Refused extends Told {
  kind: 'refused'
  reason: 'password' | 'second factor' | 'unknown user'
}

export interface Accepted extends Told {
  kind: 'accepted'
  session: number
  /** Address inside the tunnel. */
  inner: string
}

export interface Ended extends Told {
  kind: 'ended'
  session: number
  inner: string
  seconds: number
  /** Bytes from the person, and to. */
  up: number
  down: number
}

/** A time in which somebody is connected, and how often the password was mistyped before. */
export interface Stay {
  user: string
  device: Device
  ip: string
  from: number
  to: number
  up: number
  down: number
  mistyped: number
}
