import { describe, expect, it } from 'vitest'
import { halfLifeMs, Profile } from './profile.ts'
import { hourOf, hoursOfWeek, slotOfWeek } from './hour-profile.ts'
import { dimensions, moments, organisationSlots, peerSlots, personSlots, shapeOf } from './shape.ts'

const start = Date.UTC(2026, 2, 2, 9)
const shape = shapeOf(personSlots, [[0], [0, 1], [1]], false)

function profileAt(time: number): Profile {
  const profile = new Profile(shape)
  profile.advance(time)
  return profile
}

describe('Profile', () => {
  it('halves what it knows every 30 days', () => {
    const profile = profileAt(start)
    profile.teach(dimensions.country, 1)
    profile.advance(start + halfLifeMs)
    expect(profile.weight(dimensions.country, 1)).toBeCloseTo(0.5, 6)
    profile.teach(dimensions.country, 2)
    expect(profile.total(dimensions.country)).toBeCloseTo(1.5, 6)
  })

  it('keeps counting after the weights were scaled down, and after a wrong clock', () => {
    const profile = profileAt(start)
    profile.teach(dimensions.country, 1)
    profile.advance(start + 32 * halfLifeMs)
    expect(profile.weight(dimensions.country, 1)).toBeCloseTo(2 ** -32, 12)
    profile.advance(start + 1e12)
    profile.advance(start)
    profile.teach(dimensions.country, 2)
    expect(profile.weight(dimensions.country, 2)).toBe(1)
  })

  it('grades novelty by the evidence against a value', () => {
    const profile = profileAt(start)
    expect(profile.novelty(dimensions.device, 7)).toBeCloseTo(Math.LN2, 6)
    for (let index = 0; index < 9; index++) profile.teach(dimensions.device, 7)
    expect(profile.novelty(dimensions.device, 7)).toBeCloseTo(Math.log(10 / 9.5), 6)
    expect(profile.novelty(dimensions.device, 8)).toBeCloseTo(Math.log(10 / 0.5), 6)
  })

  it('gives the slot of the lightest value to a new one, and counts it', () => {
    const profile = profileAt(start)
    for (let key = 0; key < personSlots.os; key++) {
      profile.teach(dimensions.os, key)
      if (key !== 2) profile.teach(dimensions.os, key)
    }
    profile.teach(dimensions.os, 99)
    expect(profile.evicted).toBe(1)
    expect(profile.weight(dimensions.os, 2)).toBe(0)
    expect(profile.weight(dimensions.os, 99)).toBe(2) // inherits what it displaced: an upper bound
    expect(profile.weight(dimensions.os, 0)).toBe(2)
  })

  it('spreads an active hour over its neighbours and keeps the week apart', () => {
    const profile = profileAt(start)
    expect(profile.beginsHour(start)).toBe(true)
    profile.teachHour(start)
    expect(profile.beginsHour(start + 60_000)).toBe(false)
    const share = (hours: number): number => profile.hourShare(start + hours * 3_600_000, 0)
    expect([0, 1, -1, 24, -24, 2, 168].map(share).map((value) => Math.round(value * 90) / 10)).toEqual([
      0.4, 0.2, 0.2, 0.1, 0.1, 0, 0.4,
    ])
  })

  it('counts an hour once where late acts come between, and goes on after a wrong clock', () => {
    const profile = profileAt(start)
    const hour = 3_600_000
    const begins = [0, 1, 0, 1, -5, 1, 2, 900_000, 3, 4].map((at) => profile.beginsHour(start + at * hour))
    expect(begins).toEqual([true, true, false, false, false, false, true, true, true, true])
  })

  it('leans on the prior until it knows the steps itself', () => {
    const profile = profileAt(start)
    expect(profile.stepShare(1, 2, 0.3)).toBeCloseTo(0.3, 6)
    for (let index = 0; index < 9; index++) profile.teachStep(1, 2)
    expect(profile.stepShare(1, 2, 0.3)).toBeCloseTo(9.9 / 12, 6)
    expect(profile.stepShare(1, 3, 0.3)).toBeCloseTo(0.9 / 12, 6)
  })

  it('counts hours alike for a person and for many people, and halves them too', () => {
    const [narrow, wide] = [profileAt(start), new Profile(shapeOf(organisationSlots, [], true))]
    wide.advance(start)
    for (const profile of [narrow, wide]) {
      for (let week = 0; week < 4; week++) profile.teachHour(start)
      expect(profile.hourShare(start, 0)).toBeCloseTo(1.6 / 12, 6)
      profile.advance(start + halfLifeMs)
      expect(profile.hourShare(start, 0)).toBeCloseTo(0.8 / 10, 6)
    }
  })

  it('forgets amounts as it forgets values', () => {
    const profile = profileAt(start)
    for (let count = 0; count < 8; count++) profile.teachMoment(moments.upSession, 10)
    profile.advance(start + halfLifeMs)
    expect(profile.evidence(moments.upSession)).toBeCloseTo(4, 6)
    for (let count = 0; count < 12; count++) profile.teachMoment(moments.upSession, 14)
    expect(profile.quantile(moments.upSession, 0.1)).toBeCloseTo(10, 2)
    expect(profile.quantile(moments.upSession, 0.9)).toBeCloseTo(14, 2)
    profile.advance(start + 12 * halfLifeMs)
    expect(profile.quantile(moments.upSession, 0.9)).toBeNaN()
  })

  it('keeps apart from the profiles beside it on the page', () => {
    const people = Array.from({ length: 40 }, () => profileAt(start))
    for (const [index, person] of people.entries()) {
      for (let count = 0; count < 6; count++) {
        person.teach(dimensions.destination, index)
        person.teachMoment(moments.upFlow, index / 8)
        person.teachUsual(Float32Array.of(NaN, index), 0, 2)
      }
      person.teachHour(start + index * 3_600_000)
    }
    for (const [index, person] of people.entries()) {
      expect(people.map((_, key) => person.weight(dimensions.destination, key)).indexOf(6)).toBe(index)
      expect(person.total(dimensions.destination)).toBe(6)
      expect(person.quantile(moments.upFlow, 0.5)).toBeCloseTo(index / 8, 2)
      const usual = new Float32Array(2).fill(NaN)
      person.readUsual(usual, 0, 2)
      expect(usual[1]).toBeCloseTo(index, 2)
      const slot = (slotOfWeek(hourOf(start)) + index) % hoursOfWeek
      const hours = Array.from({ length: hoursOfWeek }, (_, hour) => person.hourWeight(hour))
      expect(hours.flatMap((weight, hour) => (weight > 0 ? [hour] : []))).toEqual([slot])
    }
  })

  it('tells usual values to 1/256, from the fifth on', () => {
    const profile = profileAt(start)
    const read = (): Float32Array => {
      const into = new Float32Array(2).fill(NaN)
      profile.readUsual(into, 0, 1)
      return into
    }
    for (let count = 0; count < 4; count++) profile.teachUsual(Float32Array.of(-3.5, NaN), 0, 1)
    expect(read()[0]).toBeNaN()
    profile.teachUsual(Float32Array.of(-3.5, 900), 0, 1)
    expect(read()[0]).toBeCloseTo(-3.5, 2)
    expect(read()[1]).toBeCloseTo(128, 1)
  })

  it('absorbs a member with one voice, however much the member did', () => {
    const group = new Profile(shapeOf(peerSlots, [], true))
    group.advance(start)
    for (const [service, times] of [
      [22, 1000],
      [443, 50],
    ] as const) {
      const member = profileAt(start)
      for (let count = 0; count < times; count++) {
        member.teach(dimensions.service, service)
        member.teachMoment(moments.upFlow, service === 22 ? 5 : 9)
      }
      member.notice(start)
      member.teachHour(start)
      group.absorb(member, 50)
    }
    expect(group.weight(dimensions.service, 22)).toBeCloseTo(50, 3)
    expect(group.total(dimensions.service)).toBeCloseTo(100, 3)
    expect(group.evidence(moments.upFlow)).toBeCloseTo(100, 0)
    expect(group.quantile(moments.upFlow, 0.25)).toBeCloseTo(5, 1)
    expect(group.hourShare(start, 0)).toBeCloseTo(0.8 / 10, 6)
  })
})
