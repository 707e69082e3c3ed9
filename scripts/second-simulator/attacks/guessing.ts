import { countriesOf, drawAddress } from '../addresses.ts'
import { hour } from '../shapes/shape.ts'
import { guessedNames, minute, strangeDevice, type Attack, type Scene, type Strike } from './attack.ts'

/** One address tries one password on many accounts within minutes: Cisco Talos, 16 April 2024, "Large-scale brute-force activity". */
export const quickSpray: Attack = {
  strike({ draw, members, midnight }) {
    const ip = drawHosting(draw)
    const device = strangeDevice(draw)
    const users = [
      ...draw.several(members, draw.whole(20, 60)).map(({ user }) => user),
      ...draw.several(guessedNames, 12),
    ]
    let time = midnight + draw.between(0, 24) * hour
    const refused = users.map((user) => {
      time += draw.between(2, 25) * 1000
      return {
        time,
        user,
        ip,
        device,
        reason: guessedNames.includes(user) ? ('unknown user' as const) : ('password' as const),
      }
    })
    return { refused, stays: [] }
  },
}

/**
 * A try every few minutes, each from another household's address, few on each account; one of them is right: Microsoft, 25 January
 * 2024, "Midnight Blizzard: Guidance for responders on nation-state attack".
 */
export const patientSpray: Attack = {
  strike({ draw, members, midnight }) {
    const targets = draw.several(members, 25)
    const countries = countriesOf('abroad')
    const device = strangeDevice(draw)
    let time = midnight + draw.between(1, 6) * hour
    const refused = Array.from({ length: draw.whole(60, 110) }, () => {
      time += draw.lognormal(7, 0.5) * minute
      const ip = drawAddress(draw, 'abroad', draw.pick(countries))
      return { time, user: draw.pick(targets).user, ip, device, reason: 'password' as const }
    })
    const ip = drawAddress(draw, 'abroad', draw.pick(countries))
    return { refused, stays: [intrusion({ draw }, draw.pick(targets).user, ip, time + 9 * minute, device)] }
  },
}

/** Hundreds of tries on one account, then in: CISA AA24-109A, "#StopRansomware: Akira Ransomware". */
export const bruteForce: Attack = {
  strike(scene) {
    const { draw, members, midnight } = scene
    const { user } = draw.pick(members)
    const ip = drawHosting(draw)
    const device = strangeDevice(draw)
    let time = midnight + draw.between(0, 20) * hour
    const refused = Array.from({ length: draw.whole(60, 300) }, () => {
      time += draw.between(3, 30) * 1000
      return { time, user, ip, device, reason: 'password' as const }
    })
    return { refused, stays: [intrusion(scene, user, ip, time + 20_000, device)] }
  },
}

/** A few tries with variants of a leaked password from a household abroad, then in: CISA AA24-290A, "Iranian Cyber Actors' Brute Force and Credential Access Activity". */
export const fewGuesses: Attack = {
  strike(scene) {
    const { draw, members, midnight, country } = scene
    const { user } = draw.pick(members)
    const ip = drawAddress(draw, 'abroad', draw.pick(countriesOf('abroad').filter((one) => one !== country)))
    const device = strangeDevice(draw)
    let time = midnight + draw.between(0, 20) * hour
    const refused = Array.from({ length: draw.whole(5, 9) }, () => {
      time += draw.between(15, 120) * 1000
      return { time, user, ip, device, reason: 'password' as const }
    })
    return { refused, stays: [intrusion(scene, user, ip, time + 40_000, device)] }
  },
}

/** Requests for the second factor until somebody gives in: Cisco Talos, 10 August 2022, "Cisco Talos shares insights related to recent cyber attack". */
export const pushBombing: Attack = {
  strike(scene) {
    const { draw, members, midnight, offset } = scene
    const { user } = draw.pick(members)
    const ip = drawHosting(draw)
    const device = strangeDevice(draw)
    let time = midnight + (((1 - offset + 24) % 24) + draw.between(0, 4)) * hour
    const refused = Array.from({ length: draw.whole(7, 15) }, () => {
      time += draw.between(45, 150) * 1000
      return { time, user, ip, device, reason: 'second factor' as const }
    })
    return { refused, stays: [intrusion(scene, user, ip, time + minute, device)] }
  },
}

export function drawHosting(draw: Scene['draw']): string {
  return drawAddress(draw, 'hosting', draw.pick(countriesOf('hosting')))
}

export function intrusion(
  { draw }: Pick<Scene, 'draw'>,
  user: string,
  ip: string,
  from: number,
  device: Strike['stays'][number]['device'],
): Strike['stays'][number] {
  const hours = draw.lognormal(1.5, 0.7)
  return {
    user,
    ip,
    device,
    from,
    to: from + hours * hour,
    up: draw.lognormal(4e8, 1),
    down: draw.lognormal(3e8, 1),
    mistyped: 0,
  }
}
