import { join } from 'node:path'
import { app, BrowserWindow, dialog, MessageChannelMain, utilityProcess, type UtilityProcess } from 'electron'
import { visibleLines } from '../core/event/visible.ts'
import { defaultWorkspace } from '../core/host/resources.ts'
import { channels } from './channels.ts'
import { supervise } from './supervise.ts'

export interface Core {
  /** Gives a loaded page a port of its own; an old page's port closes with the page. */
  connect(window: BrowserWindow): void
  end(): void
}

/** Runs the core in a process of its own, started again when it dies; the pages then get new ports. */
export function startCore(): Core {
  let running: UtilityProcess
  let reason: string | undefined
  const connect = (window: BrowserWindow): void => {
    const { port1, port2 } = new MessageChannelMain()
    running.postMessage('screen', [port1])
    window.webContents.postMessage(channels.port, undefined, [port2])
  }
  const end = supervise({
    start: () => {
      const core = utilityProcess.fork(join(import.meta.dirname, 'core-process.js'), [defaultWorkspace()], {
        serviceName: 'Sonic core',
      })
      core.on('message', (message: unknown) => {
        reason = String(message)
      })
      return { core, onExit: (handler: (code: number) => void) => core.on('exit', handler) }
    },
    onStarted: ({ core }) => {
      running = core
      for (const window of BrowserWindow.getAllWindows()) if (!window.webContents.isLoading()) connect(window)
    },
    cannotRun: () => reason !== undefined,
    onGivenUp: (code) => {
      const what = reason ?? `The analysis process ended again and again (status ${code}).`
      dialog.showErrorBox('Sonic', visibleLines(`${what} What was committed is kept.`))
      app.quit()
    },
  })
  return { connect, end: () => end()?.core.kill() }
}
