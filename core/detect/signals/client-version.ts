import type { Act } from '../../event/act.ts'
import { fields } from '../../memory/codec.ts'
import { BoundedSet } from './bounded-set.ts'
import { isLogin } from './login.ts'
import { RunningMean } from './running-mean.ts'
import { because } from './signal.ts'
import type { SignalFactory } from './signal.ts'
import { day } from './units.ts'

/** Versions that anybody used lately, and the share of recent logins that changed theirs. */
interface Recent {
  common: BoundedSet<string>
  changed: RunningMean
}

const recentCodec = fields<Recent>({ common: BoundedSet.codec(), changed: RunningMean.codec })

/**
 * A client older than the one the person used before, or one nobody here uses (Sentinel: uncommon among peers; the
 * downgrade is ours: clients are upgraded, attackers bring their own, as openconnect does). Context only. T1078.
 *
 * Excuses: fewer than 5 logins; an upgrade wave or its roll-back, where a fifth of the recent logins changed version; a
 * version another person here has used within the last 64 seen counts only where it is older than the person's own.
 */
export const clientVersionSignal: SignalFactory = {
  name: 'client-version',
  kinds: ['attempt', 'start'],
  create({ remember, keep, realert }) {
    const people = remember<{ version: string; logins: number }>('people')
    let recent: Recent = { common: new BoundedSet(64), changed: new RunningMean(50) }
    keep('recent', {
      save: () => recentCodec.encode(recent),
      restore: (stored) => (recent = recentCodec.decode(stored)),
    })
    const speak = realert(30 * day)
    return {
      see(act: Act) {
        const { user, clientVersion } = act
        if (user === '' || clientVersion === '' || !isLogin(act)) return undefined
        const { common, changed } = recent
        const person = people.demand(user, () => ({ version: clientVersion, logins: 0 }))
        const before = person.version
        const isNewHere = !common.has(clientVersion)
        const wave = changed.count >= 20 && changed.mean > 0.2
        person.logins += 1
        person.version = clientVersion
        common.add(clientVersion)
        changed.add(before === clientVersion ? 0 : 1)
        if (before === clientVersion || person.logins <= 5 || wave) return undefined
        const isOlder = compareVersions(clientVersion, before) < 0
        if (!isOlder && !(isNewHere && productOf(clientVersion) !== productOf(before))) return undefined
        if (!speak.admits(`${user} ${clientVersion}`, act.time)) return undefined
        return {
          signal: 'client-version',
          title: `${user} signed in with ${isOlder ? 'an older client' : 'a client nobody here uses'} (${clientVersion})`,
          techniques: ['T1078'],
          impact: 20,
          confidence: isNewHere ? 0.6 : 0.4,
          reasons: [
            because(
              'client_version',
              clientVersion,
              before,
              `${before} before, ${clientVersion} now: clients seldom go back`,
            ),
          ],
          evidence: [],
        }
      },
    }
  },
}

/** Numbers of a version in order, `AnyConnect 4.10.05095` as 4, 10, 5095; at most 6 of them. */
function numbersOf(version: string): number[] {
  return (version.slice(0, 64).match(/\d{1,9}/g) ?? []).slice(0, 6).map(Number)
}

function productOf(version: string): string {
  return version.slice(0, 64).replaceAll(/[\d.]/g, '').trim().toLowerCase()
}

/** Negative where `a` is older than `b`; 0 where they are of different products and cannot be compared. */
function compareVersions(a: string, b: string): number {
  if (productOf(a) !== productOf(b)) return 0
  const [left, right] = [numbersOf(a), numbersOf(b)]
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const step = (left[i] ?? 0) - (right[i] ?? 0)
    if (step !== 0) return step
  }
  return 0
}
