import { expect, test } from 'vitest'
import { supervise, type Watched } from './supervise.ts'

class FakeProcess implements Watched {
  die: (code: number) => void = () => {}
  onExit(handler: (code: number) => void): void {
    this.die = handler
  }
}

function run({ cannotRun = (): boolean => false } = {}) {
  const started: FakeProcess[] = []
  const givenUp: number[] = []
  let time = 0
  const end = supervise({
    start: () => new FakeProcess(),
    onStarted: (process) => started.push(process),
    onGivenUp: (code) => givenUp.push(code),
    cannotRun,
    now: () => time,
  })
  return {
    started,
    givenUp,
    end,
    dieAt: (at: number) => {
      time = at
      started.at(-1)?.die(7)
    },
  }
}

test('a process that dies is started again, until it dies too often within a minute', () => {
  const { started, givenUp, dieAt } = run()
  for (const at of [0, 10_000, 20_000]) dieAt(at)
  expect(started).toHaveLength(4)
  dieAt(90_000)
  expect(started).toHaveLength(5)
  for (const at of [91_000, 92_000, 93_000]) dieAt(at)
  expect(started).toHaveLength(7)
  expect(givenUp).toEqual([7])
})

test('one that says it cannot run is not started again', () => {
  const { started, givenUp, dieAt } = run({ cannotRun: () => true })
  dieAt(0)
  expect(started).toHaveLength(1)
  expect(givenUp).toEqual([7])
})

test('after the end nothing is started, and what runs is given back to be ended', () => {
  const { started, givenUp, end, dieAt } = run()
  expect(end()).toBe(started[0])
  dieAt(0)
  expect(started).toHaveLength(1)
  expect(givenUp).toEqual([])
})
