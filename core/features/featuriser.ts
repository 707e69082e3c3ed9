import type { Act } from '../event/act.ts'
import { plain, saved } from '../memory/codec.ts'
import { Memory } from '../memory/memory.ts'
import type { Table } from '../memory/table.ts'
import { fingerprint } from '../event/fingerprint.ts'
import { LastActs } from '../baseline/last-acts.ts'
import { PeerGroups } from '../baseline/peers.ts'
import { Profile } from '../baseline/profile.ts'
import type { SavedProfile } from '../baseline/profile.ts'
import { emptySet, touch } from '../baseline/recent-set.ts'
import type { RecentSet } from '../baseline/recent-set.ts'
import {
  latenessMs,
  peopleBounds,
  recentMemoryMs,
  RecentOfEntity,
  RecentOfSource,
  sourceMemoryMs,
} from '../baseline/recent.ts'
import { dimensions, organisationSlots, personSlots, shapeOf } from '../baseline/shape.ts'
import { StepMatrix } from '../baseline/step-matrix.ts'
import { featureCount } from './catalogue.ts'
import type { FeatureBatch, Teaching, UsualRange } from './feature.ts'
import { HeldLessons } from './held-lessons.ts'
import { learn } from './learn.ts'
import type { Lesson } from './lesson.ts'
import { notice } from './notice.ts'
import { observe } from './observe.ts'
import { readAct } from './read-act.ts'
import { vocabulary } from './tokens.ts'
import { usualClass, usualColumns } from './usual-columns.ts'
import { usualRanges } from './usual-range.ts'
import { keyOf, View } from './view.ts'
import { writeRow } from './write-row.ts'

/** Views kept for the next acts; each may keep an act and a batch of rows alive. */
const mostSpare = 16

/** The end of ECMAScript's calendar; a time beyond it is nonsense. */
const latestMs = 8.64e15

const organisationShape = shapeOf(organisationSlots, [], true)

interface FeaturiserCounts {
  acts: number
  /** Acts older than one before them. */
  late: number
  /** Of these, older by more than 10 minutes. */
  tooLate: number
  /** Profiles in memory. */
  users: number
  /** Groups of people who behave alike. */
  peerGroups: number
  evictedUsers: number
  /** Recent counts of users, forgotten with them. */
  evictedRecent: number
  evictedSources: number
  evictedDevices: number
  /** Countries, devices, destinations and so on that made room for others in a profile. */
  evictedValues: number
  /** Acts that taught not all they could because they were flagged. */
  withheld: number
}

interface FeaturiserOptions {
  /** Where everything is remembered. */
  memory?: Memory
  /** Bounds users, sources and devices each; those not seen for longest are forgotten. Default 200,000. */
  maxUsers?: number
  /** Event time, ms, that an act waits before it teaches; 0, the default, teaches at once. */
  holdMs?: number
}

/**
 * Turns acts into rows of the catalogue. Each row says what was known before its act (recent counts include the act).
 * After the hold the act teaches what is normal, unless it failed or was judged not to: whoever judges calls `reach` before
 * and `judge` after. The state depends on the acts, their order and the verdicts alone: any batch size gives the same
 * rows. The one who acts is the user or, where nobody is known, the source address.
 */
export class Featuriser {
  readonly #organisation: Profile
  readonly #steps: StepMatrix
  /** Its pages of records go with the featuriser. */
  readonly #personShape = shapeOf(personSlots, usualColumns, false)
  readonly #profiles: Table<number, Profile>
  readonly #peers: PeerGroups
  readonly #recent: Table<number, RecentOfEntity>
  readonly #sources: Table<number, RecentOfSource>
  readonly #devices: Table<number, RecentSet>
  readonly #held: HeldLessons
  /** Views of acts that have taught. */
  readonly #spare: View[] = []
  #latest = -Infinity
  #acts = 0
  #late = 0
  #tooLate = 0
  #evictedValues = 0
  #withheld = 0

  constructor({ memory = new Memory(), maxUsers: bound = 200_000, holdMs = 0 }: FeaturiserOptions = {}) {
    this.#held = new HeldLessons(holdMs, memory)
    this.#organisation = rememberOrganisation(memory)
    this.#steps = new StepMatrix(vocabulary.length, memory)
    this.#profiles = memory.table('features.profiles', {
      bound,
      codec: saved((stored: SavedProfile) => Profile.restore(this.#personShape, stored)),
      release: (profile) => profile.release(),
    })
    this.#peers = new PeerGroups(this.#profiles, this.#organisation, memory)
    this.#recent = memory.table('features.recent', {
      bound,
      memoryMs: recentMemoryMs,
      codec: saved(RecentOfEntity.restore),
    })
    this.#sources = memory.table('features.sources', {
      bound,
      memoryMs: sourceMemoryMs,
      codec: saved(RecentOfSource.restore),
    })
    this.#devices = memory.table('features.devices', { bound, codec: plain<RecentSet>() })
    memory.cell('features.counts', {
      save: () => [this.#latest, this.#acts, this.#late, this.#tooLate, this.#evictedValues, this.#withheld],
      restore: ([latest = -Infinity, acts = 0, late = 0, tooLate = 0, evictedValues = 0, withheld = 0]) => {
        this.#latest = latest
        this.#acts = acts
        this.#late = late
        this.#tooLate = tooLate
        this.#evictedValues = evictedValues
        this.#withheld = withheld
      },
    })
  }

  get counts(): FeaturiserCounts {
    return {
      acts: this.#acts,
      late: this.#late,
      tooLate: this.#tooLate,
      users: this.#profiles.size,
      peerGroups: this.#peers.size,
      evictedUsers: this.#profiles.evicted,
      evictedRecent: this.#recent.evicted,
      evictedSources: this.#sources.evicted,
      evictedDevices: this.#devices.evicted,
      evictedValues: this.#evictedValues,
      withheld: this.#withheld,
    }
  }

  /** How many of the acts that come next can be featurised before one that was not judged has to teach. */
  reach(acts: readonly Act[]): number {
    let latest = this.#latest
    const stampOf = (act: Act) => (latest = Math.max(latest, this.#timeOf(act)))
    // A notice teaches nothing, and turns no time.
    return this.#held.reach(acts.map((act) => (act.kind === 'notice' ? NaN : stampOf(act))))
  }

  /** Judges the oldest featurised acts that were not judged yet, in their order. */
  judge(verdicts: readonly Teaching[]): void {
    this.#held.judge(verdicts)
  }

  featurise(acts: Act[]): FeatureBatch {
    const rows = new Float32Array(acts.length * featureCount).fill(NaN)
    const usual = new Float32Array(acts.length * featureCount).fill(NaN)
    const tokens = new Int32Array(acts.length)
    const maturity = new Float32Array(acts.length)
    const ranges = new Map<number, Map<number, UsualRange>>()
    // An iterator would make an array for every act.
    for (let index = 0; index < acts.length; index++) {
      const act = acts[index]
      // A notice is no behaviour: its row stays NaN, and it teaches nothing.
      if (!act || act.kind === 'notice') {
        tokens[index] = -1
        continue
      }
      const view = this.#see(act, rows, index * featureCount)
      observe(view)
      writeRow(view)
      tokens[index] = view.token
      maturity[index] = view.profile?.maturity(view.time) ?? 0
      view.profile?.readUsual(usual, view.at, usualClass(act.kind))
      const far = usualRanges(view, this.#peers)
      if (far) ranges.set(index, far)
      this.#remember(view)
      this.#learn()
    }
    return { acts, rows, usual, tokens, ranges, maturity }
  }

  #see(act: Act, rows: Float32Array, at: number): View {
    const time = this.#timeOf(act)
    this.#acts += 1
    if (time < this.#latest) this.#late += 1
    if (time < this.#latest - latenessMs) this.#tooLate += 1
    this.#latest = Math.max(this.#latest, time)
    this.#recent.pass(this.#latest)
    this.#sources.pass(this.#latest)

    const name = act.user || act.sourceIp
    const entity = fingerprint(name)
    const profile = name === '' ? undefined : this.#profiles.get(entity)
    profile?.advance(time)
    this.#organisation.advance(time)
    this.#peers.pass(time)
    const recent = this.#recentOf(name, entity)
    const last = profile?.last ?? (recent.last ??= new LastActs())
    const view = this.#spare.pop() ?? new View(act, recent, last, rows, this.#organisation, this.#steps)
    view.act = act
    view.time = time
    view.entity = entity
    view.profile = profile
    view.peers = profile && this.#peers.groupOf(entity, profile, time)
    view.recent = recent
    view.last = last
    view.previous = last.token
    view.rows = rows
    view.at = at
    readAct(view, name)
    view.source =
      view.login && act.sourceIp !== '' ? this.#sources.demand(view.address, newSource) : undefined
    view.people = this.#peopleOf(view.device)
    return view
  }

  /** Acts of nobody have no recent past: what they share is only that nothing is known. */
  #recentOf(name: string, entity: number): RecentOfEntity {
    return name === '' ? new RecentOfEntity() : this.#recent.demand(entity, newRecent)
  }

  #peopleOf(device: number): RecentSet {
    return (Number.isNaN(device) ? undefined : this.#devices.get(device)) ?? emptySet
  }

  #timeOf(act: Act): number {
    return act.time >= 0 && act.time <= latestMs ? act.time : Math.max(0, this.#latest)
  }

  /** What is known at once, whatever becomes of the act: where somebody is, and what he did last. */
  #remember(view: View): void {
    const { act, failed, last, recent, time, token } = view
    const country = keyOf(view, dimensions.country)
    if (!failed) {
      if (!Number.isNaN(view.device))
        this.#devices.set(view.device, touch(this.#peopleOf(view.device), peopleBounds, view.entity, time))
      if (country !== 0) recent.noteCountry(country, time)
      const profile = this.#ownProfile(view)
      if (profile) notice(view, profile)
    }
    if (act.kind === 'start') last.sessions.open(view.session, time, country, view.address)
    if (act.kind === 'end') last.sessions.close(view.session)
    if (failed && view.login) last.noteFailure(time)
    if (act.kind === 'flow') last.noteFlow(time)
    last.note(time, token)
    view.isKnown = view.profile !== undefined
    this.#held.add(view, this.#latest)
  }

  #learn(): void {
    for (let lesson = this.#held.take(this.#latest); lesson; lesson = this.#held.take(this.#latest)) {
      const { teaching = 'all' } = lesson
      if (teaching !== 'all') this.#withheld += 1
      if (teaching !== 'nothing') this.#teach(lesson, teaching)
      if (lesson instanceof View && this.#spare.length < mostSpare) this.#spare.push(lesson)
    }
  }

  #teach(lesson: Lesson, teaching: Teaching): void {
    const { entity, failed, isKnown, previous, time, token } = lesson
    const organisation = this.#organisation
    const profile = isKnown ? this.#profiles.amend(entity) : undefined
    // A guesser repeats himself; that must not become the habit.
    if (!(failed && previous === token)) {
      this.#steps.teach(previous, token)
      profile?.teachStep(previous, token)
    }
    if (failed) return
    learn(lesson, organisation, teaching)
    organisation.notice(time)
    if (!profile) return
    const evicted = profile.evicted
    learn(lesson, profile, teaching)
    this.#evictedValues += profile.evicted - evicted
    // The organisation's hours are the sum of its people's: somebody is always there.
    if (profile.beginsHour(time)) {
      profile.teachHour(time)
      organisation.teachHour(time)
    }
  }

  /** The profile that learns; made when its owner first does something that teaches. */
  #ownProfile(view: View): Profile | undefined {
    if (view.act.user === '' && view.act.sourceIp === '') return undefined
    view.profile ??= this.#profiles.get(view.entity)
    if (view.profile) return view.profile
    view.profile = new Profile(this.#personShape, view.last)
    view.recent.last = undefined
    view.profile.advance(view.time)
    this.#profiles.set(view.entity, view.profile)
    return view.profile
  }
}

function rememberOrganisation(memory: Memory): Profile {
  let organisation = new Profile(organisationShape)
  memory.cell('features.organisation', {
    save: () => organisation.save(),
    restore: (stored: SavedProfile) => (organisation = Profile.restore(organisationShape, stored)),
  })
  return organisation
}

function newRecent(): RecentOfEntity {
  return new RecentOfEntity()
}

function newSource(): RecentOfSource {
  return new RecentOfSource()
}
