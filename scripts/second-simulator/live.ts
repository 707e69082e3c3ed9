import { attacks } from './attacks/index.ts'
import type { Scene } from './attacks/attack.ts'
import { Draw } from './draw.ts'
import { forms, type FormName } from './forms/index.ts'
import type { Happening, Stay } from './happening.ts'
import { drawMember, drawUser, type Member } from './member.ts'
import { shapes, type ShapeName } from './shapes/index.ts'
import { hour } from './shapes/shape.ts'

export interface Organisation {
  seed: number
  shape: ShapeName
  form: FormName
  users: number
  days: number
  /** First day, ISO 8601. */
  start: string
  /** Whether each attack that the form can show takes place once. */
  isAttacked: boolean
}

interface Attacked {
  scenario: string
  users: string[]
  sourceIps: string[]
}

interface Lived {
  happenings: Happening[]
  /** By id. */
  attacks: Map<string, Attacked>
}

const day = 24 * hour
/** Of the days, those in which nobody attacks: a baseline forms meanwhile. */
const quietShare = 0.5

/** All that happens in an organisation, not yet in order. */
export function live(organisation: Organisation): Lived {
  const draw = new Draw(organisation.seed)
  const shape = shapes[organisation.shape]
  const names = new Set<string>()
  const members = Array.from({ length: organisation.users }, (_, index) => {
    const member = drawMember(draw, drawUser(draw, names), shape.country)
    shape.settle?.(member, index, draw)
    return member
  })
  // Some have left without anybody closing their account.
  const leavers = new Map(
    draw.several(members.filter(isPerson), 2).map((member) => [member, draw.whole(5, 9)]),
  )
  const first = Date.parse(organisation.start) - shape.offset * hour
  const lived: Lived = { happenings: [], attacks: new Map() }
  const sessions = new Sessions(draw)
  const strikes = organisation.isAttacked ? schedule(organisation, draw) : new Map<number, string[]>()
  for (let index = 0; index < organisation.days; index++) {
    const midnight = first + index * day
    const weekday = new Date(midnight + 12 * hour).getUTCDay()
    const present = members.filter((member) => index <= (leavers.get(member) ?? Infinity))
    const stays = present.flatMap((member) => shape.live(member, { midnight, index, weekday }, draw))
    for (const stay of stays) lived.happenings.push(...sessions.tell(stay, undefined))
    const scene = {
      draw,
      members: members.filter((member) => isPerson(member) && !leavers.has(member)),
      leavers: [...leavers.keys()],
      country: shape.country,
      offset: shape.offset,
      midnight,
      stays,
    }
    for (const scenario of strikes.get(index) ?? []) strike(scenario, scene, { lived, sessions })
  }
  return lived
}

/** Which attacks take place on which day: one after the other, in an order of chance, after a quiet time. */
function schedule({ form, days }: Organisation, draw: Draw): Map<number, string[]> {
  const { tellsBytes } = forms[form]
  const shown = Object.entries(attacks).flatMap(([scenario, { needsBytes }]) =>
    tellsBytes || needsBytes !== true ? scenario : [],
  )
  const dated = draw.several(shown, shown.length).map((scenario, index) => {
    const share = quietShare + ((0.92 - quietShare) * (index + draw.between(0, 0.9))) / shown.length
    return { scenario, index: Math.floor(days * share) }
  })
  return new Map(
    [...Map.groupBy(dated, ({ index }) => index)].map(([index, of]) => [
      index,
      of.map(({ scenario }) => scenario),
    ]),
  )
}

function isPerson({ user }: Member): boolean {
  return !user.startsWith('svc-')
}

function strike(
  scenario: string,
  scene: Scene,
  { lived, sessions }: { lived: Lived; sessions: Sessions },
): void {
  const id = `attack-${String(lived.attacks.size + 1).padStart(2, '0')}`
  const { refused, stays } = attacks[scenario]?.strike(scene) ?? { refused: [], stays: [] }
  for (const one of refused) lived.happenings.push({ ...one, kind: 'refused', attack: id })
  for (const one of stays) lived.happenings.push(...sessions.tell(one, id))
  const all = [...refused, ...stays]
  const unique = (of: 'user' | 'ip') => [...new Set(all.map((one) => one[of]))]
  lived.attacks.set(id, { scenario, users: unique('user'), sourceIps: unique('ip') })
}

/** Numbers sessions, and gives them addresses. */
class Sessions {
  readonly #draw: Draw
  #count = 0

  constructor(draw: Draw) {
    this.#draw = draw
  }

  tell({ mistyped, from, to, up, down, ...who }: Stay, attack: string | undefined): Happening[] {
    const session = (this.#count += 1)
    const inner = `10.${90 + (session >> 16)}.${(session >> 8) & 255}.${session & 255 || 1}`
    const start = Math.round(from / 1000) * 1000
    const seconds = Math.max(20, Math.round((to - from) / 1000))
    const told = { ...who, attack }
    const refused = Array.from({ length: mistyped }, (_, n): Happening => ({
      ...told,
      kind: 'refused',
      reason: 'password',
      time: start - (mistyped - n) * this.#draw.whole(8, 25) * 1000,
    }))
    return [
      ...refused,
      { ...told, kind: 'accepted', time: start, session, inner },
      { ...told, kind: 'ended', time: start + seconds * 1000, session, inner, seconds, up, down },
    ]
  }
}
