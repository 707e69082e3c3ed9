import type { FeatureName } from './catalogue.ts'
import type { Feature } from './feature.ts'
import { phrases } from './phrases.ts'
import type { Described, Phrase } from './phrases.ts'

/** A value in its natural unit, e.g. `7.1 GB` for `bytes_up`; `not known` for NaN. */
export function describeValue(feature: Feature, value: number): string {
  return Number.isNaN(value) ? 'not known' : phraseOf(feature).show(value)
}

/**
 * A sentence without capital and full stop, e.g. `uploaded 7.1 GB; usually 120 MB`. `usual` is NaN where nothing is usual
 * yet. With `described` it can say when: `2,310 km from the previous sign-in 40 minutes earlier`.
 */
export function describeReason(
  feature: Feature,
  value: number,
  usual: number,
  described?: Described,
): string {
  if (Number.isNaN(value)) return `${feature.name.replaceAll('_', ' ')} not known`
  const phrase = phraseOf(feature)
  const shown = phrase.show(value)
  const sentence = phrase.say(shown, value, described)
  if (!phrase.compare || Number.isNaN(usual)) return sentence
  const norm = phrase.show(usual)
  return norm === shown ? `${sentence}, as usual` : `${sentence}; usually ${norm}`
}

function phraseOf(feature: Feature): Phrase {
  const phrase: Phrase | undefined = phrases[feature.name as FeatureName] // undefined for a feature of another catalogue
  return phrase ?? { show: String, say: (shown) => `${feature.name} is ${shown}`, compare: true }
}
