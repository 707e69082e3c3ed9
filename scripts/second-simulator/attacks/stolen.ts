import { countriesOf, drawAddress } from '../addresses.ts'
import { drawDevice } from '../member.ts'
import { hour, stay } from '../shapes/shape.ts'
import { minute, strangeDevice, type Attack } from './attack.ts'
import { drawHosting, intrusion } from './guessing.ts'

/** In with a stolen password at the first try, from a rented server: Arctic Wolf, 1 August 2025, "July 2025 uptick in Akira ransomware activity targeting SonicWall SSL VPN". */
export const rentedServer: Attack = {
  strike(scene) {
    const { draw, members, midnight } = scene
    return {
      refused: [],
      stays: [
        intrusion(
          scene,
          draw.pick(members).user,
          drawHosting(draw),
          midnight + draw.between(0, 24) * hour,
          strangeDevice(draw),
        ),
      ],
    }
  },
}

/** As above, through the account of somebody who left: US Senate hearing on Colonial Pipeline, 8 June 2021 (an unused VPN account). */
export const forgottenAccount: Attack = {
  strike(scene) {
    const { draw, leavers, midnight } = scene
    return {
      refused: [],
      stays: [
        intrusion(
          scene,
          draw.pick(leavers).user,
          drawHosting(draw),
          midnight + draw.between(0, 24) * hour,
          strangeDevice(draw),
        ),
      ],
    }
  },
}

/** As a rented server, but a server in the victim's own country, at night: Mandiant, M-Trends 2025 (stolen credentials, infostealers). */
export const nearbyServer: Attack = {
  strike(scene) {
    const { draw, members, midnight, offset, country } = scene
    const near = countriesOf('hosting').includes(country) ? country : 'DE'
    const time = midnight + (((2 - offset + 24) % 24) + draw.between(0, 2)) * hour
    return {
      refused: [],
      stays: [
        intrusion(
          scene,
          draw.pick(members).user,
          drawAddress(draw, 'hosting', near),
          time,
          strangeDevice(draw),
        ),
      ],
    }
  },
}

/** While somebody is connected at home, the same account comes in from another continent: Microsoft Entra ID Protection, "Impossible travel". */
export const twoPlaces: Attack = {
  strike(scene) {
    const { draw, stays, members, country, midnight } = scene
    const connected = stays.filter(({ from, to, user }) => to - from > hour && !user.startsWith('svc-'))
    // On a day on which nobody works somebody does all the same.
    const own = connected.length > 0 ? [] : [stay(draw.pick(members), midnight + 15 * hour, 4, draw)]
    const victim = draw.pick(connected.length > 0 ? connected : own)
    const far = country === 'CA' || country === 'BR' ? ['IN', 'VN', 'ID', 'TR'] : ['AR', 'CO', 'IN', 'KR']
    const ip = drawAddress(draw, 'abroad', draw.pick(far))
    return {
      refused: [],
      stays: [
        ...own,
        intrusion(scene, victim.user, ip, victim.from + draw.between(20, 50) * minute, strangeDevice(draw)),
      ],
    }
  },
}

/** One rented machine serves several accounts, day after day: US State, Treasury and FBI, 16 May 2022, "Guidance on the DPRK information technology workers". */
export const sharedMachine: Attack = {
  strike(scene) {
    const { draw, members, midnight } = scene
    const ip = drawHosting(draw)
    const device = strangeDevice(draw)
    const stays = draw
      .several(members, 4)
      .flatMap(({ user }, n) =>
        [0, 1, 2].map((day) =>
          intrusion(
            scene,
            user,
            ip,
            midnight + day * 24 * hour + (13 + n * 0.3) * hour + draw.between(0, 900_000),
            device,
          ),
        ),
      )
    return { refused: [], stays }
  },
}

/** Somebody about to leave carries off some more each evening, by the usual laptop: CERT, "Common Sense Guide to Mitigating Insider Threats", 7th ed. */
export const slowTheft: Attack = {
  needsBytes: true,
  strike({ draw, members, midnight, offset }) {
    const member = draw.pick(members)
    const stays = Array.from({ length: 5 }, (_, day) => {
      const from = midnight + day * 24 * hour + (19 - offset) * hour + draw.between(0, 2) * hour
      const up = member.hourlyUp * draw.between(40, 90)
      return {
        user: member.user,
        device: member.laptop,
        ip: member.home,
        from,
        to: from + 1.5 * hour,
        up,
        down: up / 9,
        mistyped: 0,
      }
    })
    return { refused: [], stays }
  },
}

/** All at once in one night, by the usual laptop: as above. */
export const nightTheft: Attack = {
  needsBytes: true,
  strike({ draw, members, midnight, offset }) {
    const member = draw.pick(members)
    const from = midnight + (((23 - offset) % 24) + draw.between(0, 3)) * hour
    const up = Math.max(1.5e9, member.hourlyUp * draw.between(150, 400))
    const stays = [
      {
        user: member.user,
        device: member.laptop,
        ip: member.home,
        from,
        to: from + 2.5 * hour,
        up,
        down: up / 20,
        mistyped: 0,
      },
    ]
    return { refused: [], stays }
  },
}

/** A new laptop at night from a household of the same country, then much carried off: CISA AA23-320A, "Scattered Spider" (a help desk tricked into a reset). */
export const resetAccount: Attack = {
  needsBytes: true,
  strike(scene) {
    const { draw, members, midnight, offset, country } = scene
    const from = midnight + (((1 - offset + 24) % 24) + draw.between(0, 3)) * hour
    const one = intrusion(
      scene,
      draw.pick(members).user,
      drawAddress(draw, 'access', country),
      from,
      drawDevice(draw),
    )
    return { refused: [], stays: [{ ...one, up: draw.lognormal(5e9, 0.5) }] }
  },
}
