/**
 * 53-bit non-cryptographic hash (two multiply-xor lanes, murmur3 finaliser). Baselines keep fingerprints, not strings:
 * a string cut from a line keeps the whole chunk it was read from alive. 200,000 keys collide with probability 2e-6.
 */
export function fingerprint(text: string): number {
  let a = 0xdeadbeef
  let b = 0x41c6ce57
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    a = Math.imul(a ^ code, 0x9e3779b1)
    b = Math.imul(b ^ code, 0x5f356495)
  }
  const mixedA = Math.imul(a ^ (a >>> 16), 0x85ebca6b) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae35)
  const mixedB = Math.imul(b ^ (b >>> 16), 0x85ebca6b) ^ Math.imul(mixedA ^ (mixedA >>> 13), 0xc2b2ae35)
  return 0x1_0000_0000 * (mixedB & 0x1f_ffff) + (mixedA >>> 0)
}

/** As `fingerprint`; NaN where there is no text. */
export function textKey(text: string): number {
  return text === '' ? NaN : fingerprint(text)
}
