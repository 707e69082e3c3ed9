import type { Attack } from './attack.ts'
import { bruteForce, fewGuesses, patientSpray, pushBombing, quickSpray } from './guessing.ts'
import {
  forgottenAccount,
  nearbyServer,
  nightTheft,
  rentedServer,
  resetAccount,
  sharedMachine,
  slowTheft,
  twoPlaces,
} from './stolen.ts'

export const attacks: Readonly<Record<string, Attack>> = {
  'quick spray': quickSpray,
  'patient spray': patientSpray,
  'brute force': bruteForce,
  'few guesses': fewGuesses,
  'push bombing': pushBombing,
  'rented server': rentedServer,
  'forgotten account': forgottenAccount,
  'nearby server': nearbyServer,
  'two places at once': twoPlaces,
  'shared machine': sharedMachine,
  'slow theft': slowTheft,
  'theft in a night': nightTheft,
  'reset account': resetAccount,
}
