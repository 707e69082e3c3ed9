import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { channels } from './channels.ts'

const bridge = {
  /** The operating system's open dialog; an empty list when it was dismissed. */
  pickFiles: async (): Promise<string[]> => {
    const paths: unknown = await ipcRenderer.invoke(channels.pickFiles)
    return Array.isArray(paths) ? paths.filter((path) => typeof path === 'string') : []
  },
  /** Path of a file that was dropped on the window. */
  pathForFile: (file: File): string => webUtils.getPathForFile(file),
}
export type Bridge = typeof bridge

contextBridge.exposeInMainWorld('sonic', bridge)

// A MessagePort cannot cross the context bridge; posting it to the page is the documented way.
ipcRenderer.on(channels.port, (event) => {
  window.postMessage(channels.port, window.location.origin, [...event.ports])
})
