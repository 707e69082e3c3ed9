import { errorMessage } from '../../event/error-message.ts'
import { NotAFileError } from './open-file.ts'

/** A file system error as the end of a sentence that begins with the path, with what to do about it. */
export function explain(error: unknown): string {
  if (error instanceof NotAFileError) return error.message
  switch (errorCode(error)) {
    case 'ENOENT':
      return 'does not exist: check the spelling'
    case 'EACCES':
    case 'EPERM':
      return 'may not be read by this user: change its permissions or run as a user who may read it'
    case 'EISDIR':
      return 'is a folder, not a file'
    case 'ENOTDIR':
      return 'does not exist: a part of the path is a file, not a folder'
    case 'ELOOP':
      return 'is a symbolic link that leads back to itself'
    case 'EMFILE':
    case 'ENFILE':
      return 'could not be opened: too many files are open on this machine'
    default:
      return `could not be read (${errorMessage(error)})`
  }
}

export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}
