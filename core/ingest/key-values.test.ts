import { describe, expect, it } from 'vitest'
import { readKeyValues } from './key-values.ts'

const read = (line: string, absent: readonly string[] = []) =>
  Object.fromEntries(readKeyValues(line, 0, new Set(absent)))

describe('readKeyValues', () => {
  it('keeps blanks in quotes, and between an unquoted value and the next key', () => {
    expect(read('a="x, y" site=Information Technology b=1')).toEqual({
      a: 'x, y',
      site: 'Information Technology',
      b: '1',
    })
  })

  it('closes a quote only where something new begins', () => {
    expect(read('msg="User "bob" logged in" x=1 note="a=b" (policy-00)')).toEqual({
      msg: 'User "bob" logged in',
      x: '1',
      note: 'a=b',
    })
    expect(read('[junos@2636.1 a-b="1" c="2"]')).toEqual({ 'a-b': '1', c: '2' })
    expect(read("app='General HTTPS' n=1")).toEqual({ app: 'General HTTPS', n: '1' })
  })

  it('takes an equals sign inside a value for text', () => {
    expect(read('url=http://x/?a=b&c=d arg=/')).toEqual({ url: 'http://x/?a=b&c=d', arg: '/' })
    expect(read('port=0zone="VPN" b=1')).toEqual({ port: '0zone="VPN"', b: '1' })
  })

  it('leaves out what means nothing, and a repeated key', () => {
    expect(read('a= b="" c=- d=N/A e=1 e=2', ['-', 'N/A'])).toEqual({ e: '1' })
  })

  it('skips what stands before the first key', () => {
    expect(read('Jan  2 03:04:05 host tag: key=1')).toEqual({ key: '1' })
    expect(read('nothing here')).toEqual({})
  })
})
