import { InvalidArgumentError, Option } from 'commander'

/** `--workspace FILE`. An empty name is mostly a variable that is not set; SQLite would take it for a database to throw away. */
export function workspaceOption(description: string): Option {
  return new Option('--workspace <file>', description).argParser((path) => {
    if (path === '') throw new InvalidArgumentError('a file name is needed.')
    return path
  })
}
