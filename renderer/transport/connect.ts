import { bridge } from './bridge.ts'
import { createClient, type Client } from './client.ts'
import { connectIpc } from './ipc-port.ts'
import { requireSession } from './session.ts'
import { uploadFile } from './upload.ts'
import { connectWebSocket, socketUrl } from './websocket-port.ts'

export interface Core {
  client: Client
  /** How this shell gets the paths of files that a person chose or dropped. */
  files: FileAccess
}

export interface FileAccess {
  /** The operating system's dialogs; undefined where the page's own file input has to serve. */
  dialogs: { files: () => Promise<string[]>; folders: () => Promise<string[]> } | undefined
  /** The path under which the core can read the file. */
  resolve(file: File, onProgress: (sent: number) => void): Promise<string>
}

export function connectCore(): Core {
  const shell = bridge
  if (shell !== undefined)
    return {
      client: createClient(connectIpc(window)),
      files: {
        dialogs: { files: () => shell.pickFiles(), folders: () => shell.pickFolders() },
        resolve: (file) => Promise.resolve(shell.pathForFile(file)),
      },
    }
  return {
    client: createClient(async () => {
      await requireSession()
      return connectWebSocket(socketUrl(window.location))
    }),
    files: { dialogs: undefined, resolve: uploadFile },
  }
}
