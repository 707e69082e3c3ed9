import type { Act } from '../../event/act.ts'
import { isLogin } from './login.ts'
import { because } from './signal.ts'
import type { SignalFactory } from './signal.ts'
import { day } from './units.ts'

/** Names that installers of attackers' machines give: Kali, and rented Windows servers (Huntress: such names recur over victims). */
const rented = /^(?:kali|parrot|win-[a-z0-9]{11}|desktop-[a-z0-9]{7}|vps|vds|ubuntu|debian)(?:$|[-.\d])/i

const keptPrefixes = 256

/**
 * A machine name that does not follow the names of the house: where 90 % of at least 30 devices begin with one of three
 * prefixes (ours), a device of a person known to have another (Huntress: workstation names seen in attacks). T1078.
 *
 * Excuses: a house without a naming scheme; identifiers that are no names (MAC addresses, hashes); people whose own
 * devices never followed it (they bring their own).
 */
export const machineNameSignal: SignalFactory = {
  name: 'machine-name',
  kinds: ['attempt', 'start'],
  create({ history, remember, keep, realert }) {
    const devices = remember<true>('devices')
    const speak = realert(30 * day)
    let common = new Map<string, number>()
    let counted = 0
    keep('prefixes', {
      save: () => ({ common: new Map(common), counted }),
      restore: (stored) => ({ common, counted } = stored as { common: typeof common; counted: number }),
    })
    return {
      see(act: Act) {
        const { user, deviceId } = act
        const prefix = prefixOf(deviceId)
        if (user === '' || prefix === undefined || !isLogin(act)) return undefined
        const person = history.person(user)
        const scheme = counted >= 30 ? schemeOf(common, counted) : undefined
        if (devices.get(deviceId) === undefined) {
          devices.set(deviceId, true)
          counted += 1
          if (common.has(prefix) || common.size < keptPrefixes)
            common.set(prefix, (common.get(prefix) ?? 0) + 1)
        }
        if (scheme === undefined || scheme.includes(prefix)) return undefined
        const own = person?.devices.values() ?? []
        if (own.includes(deviceId) || own.some((one) => !scheme.includes(prefixOf(one) ?? '')))
          return undefined
        if (!speak.admits(`${user} ${deviceId}`, act.time)) return undefined
        const isRented = rented.test(deviceId)
        return {
          signal: 'machine-name',
          title: `${user} signed in from a machine called ${deviceId}`,
          techniques: ['T1078'],
          impact: isRented ? 40 : 25,
          confidence: 0.5,
          reasons: [
            because(
              'machine_name',
              deviceId,
              scheme.map((one) => `${one}…`).join(', '),
              isRented
                ? `${deviceId} is a name that an installer gives; machines here are called ${scheme.join('…, ')}…`
                : `Machines here are called ${scheme.join('…, ')}…`,
            ),
          ],
          evidence: [],
        }
      },
    }
  },
}

/** Letters up to the first digit or dash, upper-case; undefined for what is no name. */
function prefixOf(device: string): string | undefined {
  if (device.length < 4 || device.length > 63 || device.includes(':')) return undefined
  const prefix = /^[a-z]{2,15}(?=[-\d._]|$)/i.exec(device)?.[0]
  return prefix === undefined || /^[0-9a-f]{2}[-.]/i.test(device) ? undefined : prefix.toUpperCase()
}

/** The three commonest prefixes, where nine of ten devices have one of them. */
function schemeOf(prefixes: ReadonlyMap<string, number>, devices: number): string[] | undefined {
  const top = [...prefixes].sort((a, b) => b[1] - a[1]).slice(0, 3)
  const covered = top.reduce((sum, [, count]) => sum + count, 0)
  return covered >= 0.9 * devices
    ? top.filter(([, count]) => count >= 3).map(([prefix]) => prefix)
    : undefined
}
