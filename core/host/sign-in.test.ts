import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { expect, test, vi } from 'vitest'
import { codeLifetimeMs, SignIn } from './sign-in.ts'

function withCookie(cookie: string): IncomingMessage {
  const request = new IncomingMessage(new Socket())
  request.headers.cookie = cookie
  return request
}

test('a code that nobody used is worthless after ten minutes', () => {
  vi.useFakeTimers()
  try {
    const signIn = new SignIn(1)
    const spent = vi.fn<() => void>()
    const [old, young] = [signIn.createCode(spent), signIn.createCode()]
    vi.advanceTimersByTime(codeLifetimeMs - 1)
    expect(signIn.redeem(young)).toMatch(/^sonic-1=/)
    expect(spent).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(spent).toHaveBeenCalledOnce()
    expect(signIn.redeem(old)).toBeUndefined()
  } finally {
    vi.useRealTimers()
  }
})

test('the cookie of one workstation opens no other', () => {
  const [one, other] = [new SignIn(1), new SignIn(1)]
  const [cookie = ''] = one.redeem(one.createCode())?.split(';') ?? []
  expect(one.isSignedIn(withCookie(cookie))).toBe(true)
  expect(other.isSignedIn(withCookie(cookie))).toBe(false)
  expect(new SignIn(2).isSignedIn(withCookie(cookie))).toBe(false)
  expect(one.isSignedIn(withCookie(`${cookie};${'='.repeat(10_000)};;`))).toBe(true)
})
