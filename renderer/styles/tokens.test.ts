import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8')
const themes: Record<'light' | 'dark', Map<string, string>> = { light: new Map(), dark: new Map() }
for (const [, name, light, dark] of css.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)) {
  themes.light.set(`${name}`, `${light}`)
  themes.dark.set(`${name}`, `${dark}`)
}

function channels(hex: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))
}

/** Relative luminance and contrast ratio after WCAG 2.2. */
function luminance(rgb: number[]): number {
  const [red = 0, green = 0, blue = 0] = rgb.map((value) => {
    const share = value / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: number[], other: number[]): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

function mix(over: number[], under: number[], share: number): number[] {
  return over.map((value, index) => value * share + (under[index] ?? 0) * (1 - share))
}

describe.each(['light', 'dark'] as const)('%s theme', (theme) => {
  const colour = (name: string) => channels(themes[theme].get(name) ?? 'missing')
  const backgrounds = ['canvas', 'surface', 'raised', 'hover', 'selected']

  test.each(['text', 'muted', 'accent', 'good', 'bad'])('%s is legible (4.5:1) on every ground', (name) => {
    for (const ground of backgrounds)
      expect(contrast(colour(name), colour(ground)), ground).toBeGreaterThanOrEqual(4.5)
  })

  test.each(['low', 'medium', 'high', 'critical'])('the badge of severity %s is legible (4.5:1)', (name) => {
    const severity = colour(`severity-${name}`)
    for (const ground of backgrounds)
      expect(contrast(severity, mix(severity, colour(ground), 0.14)), ground).toBeGreaterThanOrEqual(4.5)
  })

  test('text on the accent is legible (4.5:1)', () => {
    expect(contrast(colour('on-accent'), colour('accent'))).toBeGreaterThanOrEqual(4.5)
  })

  const marks = [...themes[theme].keys()].filter((name) => /^(kind|detector|line-strong)/.test(name))
  test.each(marks)('%s stands out as a mark (3:1)', (name) => {
    expect(contrast(colour(name), colour('surface'))).toBeGreaterThanOrEqual(3)
  })
})
