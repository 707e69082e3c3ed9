/** The few things the page asks of the shell itself; everything else goes to the core over the port. */
export const channels = {
  port: 'sonic-port',
  pickFiles: 'sonic-pick-files',
  pickFolders: 'sonic-pick-folders',
} as const
