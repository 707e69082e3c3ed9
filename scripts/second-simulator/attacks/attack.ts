import type { Draw } from '../draw.ts'
import type { Device, Stay } from '../happening.ts'
import { drawId, type Member } from '../member.ts'

/** A way of attacking, as a published report tells it. */
export interface Attack {
  /** Whether it shows only where the gateway tells bytes. */
  needsBytes?: boolean
  strike(scene: Scene): Strike
}

/** Where and when an attack takes place. */
export interface Scene {
  draw: Draw
  /** People, without machines. */
  members: readonly Member[]
  /** People who left weeks ago, whose accounts still work. */
  leavers: readonly Member[]
  country: string
  /** Hours ahead of UTC. */
  offset: number
  /** Begin of the local day on which it begins, epoch ms. */
  midnight: number
  /** Stays of everybody on that day and the five after it. */
  stays: readonly Stay[]
}

export interface Strike {
  refused: {
    time: number
    user: string
    ip: string
    device: Device
    reason: 'password' | 'second factor' | 'unknown user'
  }[]
  stays: Stay[]
}

export const minute = 60_000

/** The device of somebody who has stolen a password. */
export function strangeDevice(draw: Draw): Device {
  return {
    id: drawId(draw),
    name:
      draw.pick(['DESKTOP-', 'WIN-', 'kali-', 'VM-']) +
      draw.whole(0x10000, 0xfffff).toString(36).toUpperCase(),
    os: draw.pick(['Microsoft Windows 10 Pro', 'Microsoft Windows Server 2019', 'Linux Debian 12']),
    client: draw.pick(['5.2.12', '6.0.7', '6.2.3']),
  }
}

/** Names that nobody here has, as lists of attackers hold them. */
export const guessedNames =
  'admin administrator test user guest vpn backup support helpdesk scanner printer reception info sales cisco fortinet root service it oracle'.split(
    ' ',
  )
