export { fingerprint, textKey } from '../event/fingerprint.ts'
