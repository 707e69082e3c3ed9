import { remember } from './remember.ts'
import type { Event } from '../event/event.ts'

type Outcome = NonNullable<Event['event.outcome']>

const success =
  'success successful succeeded ok okay pass passed accept accepted allow allowed permit permitted granted true yes up connected erfolg erfolgreich reussi reussite exito exitoso correcto'
const failure =
  'failure fail failed error deny denied reject rejected refused blocked block drop dropped invalid false no timeout expired locked unauthorized forbidden fehler fehlgeschlagen abgelehnt verweigert echec echoue refuse fallo fallido denegado'

const outcomes = new Map<string, Outcome>([
  ...success.split(' ').map((word) => [word, 'success'] as const),
  ['unknown', 'unknown'],
  ...failure.split(' ').map((word) => [word, 'failure'] as const),
])

/** `LOGIN_FAILED`, `loginFailed`, `Success`, true: the outcome its words name; a failure outweighs. Otherwise undefined. */
export const outcomeOf = remember((text): Outcome | undefined => {
  const found = wordsOf(text).map((word) => outcomes.get(word))
  for (const outcome of ['failure', 'success'] as const) if (found.includes(outcome)) return outcome
  return found.find((outcome) => outcome !== undefined)
})

/** Lower-case words of a name in any of the usual spellings. Looks at the first 200 characters. */
export const wordsOf = remember((name) =>
  name
    .slice(0, 200)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/),
)
