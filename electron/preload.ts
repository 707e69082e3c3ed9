import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { channels } from './channels.ts'

const bridge = {
  /** The operating system's open dialog for files; an empty list when it was dismissed. */
  pickFiles: () => pick(channels.pickFiles),
  /** The same for folders: on Windows and Linux one dialog cannot offer both. */
  pickFolders: () => pick(channels.pickFolders),
  /** Path of a file that was dropped on the window. */
  pathForFile: (file: File): string => webUtils.getPathForFile(file),
}
export type Bridge = typeof bridge

contextBridge.exposeInMainWorld('sonic', bridge)

// A MessagePort cannot cross the context bridge; posting it to the page is the documented way.
ipcRenderer.on(channels.port, (event) => {
  window.postMessage(channels.port, window.location.origin, [...event.ports])
})

async function pick(channel: string): Promise<string[]> {
  const paths: unknown = await ipcRenderer.invoke(channel)
  return Array.isArray(paths) ? paths.filter((path) => typeof path === 'string') : []
}
