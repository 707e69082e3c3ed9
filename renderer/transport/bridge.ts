/**
 * What the desktop shell's preload script exposes as `window.sonic`; in a browser there is none. The connection to the
 * core comes apart from it, see ipc-port.ts.
 */
export interface Bridge {
  /** The operating system's dialogs; empty when they were dismissed. */
  pickFiles(): Promise<string[]>
  pickFolders(): Promise<string[]>
  /** Where a dropped file lies on this machine; '' for one that has no path. */
  pathForFile(file: File): string
}

declare global {
  interface Window {
    sonic?: Bridge
  }
}

export const bridge: Bridge | undefined = typeof window === 'undefined' ? undefined : window.sonic
