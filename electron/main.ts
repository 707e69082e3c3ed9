import { join } from 'node:path'
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  MessageChannelMain,
  utilityProcess,
  type UtilityProcess,
} from 'electron'
import { resources } from '../core/host/resources.ts'
import { appOrigin, registerAppScheme, serveRenderer } from './app-protocol.ts'
import { channels } from './channels.ts'
import { lockDown } from './security.ts'

registerAppScheme()
app.enableSandbox()

if (app.requestSingleInstanceLock()) {
  void app.whenReady().then(boot)
} else {
  app.quit()
}

function boot(): void {
  lockDown()
  serveRenderer(resources.renderer)
  ipcMain.handle(channels.pickFiles, async (event) => {
    if (event.senderFrame?.origin !== appOrigin) throw new Error('Refused: not a page of Sonic.')
    const { filePaths } = await dialog.showOpenDialog({
      title: 'Open captured logs',
      properties: ['openFile', 'openDirectory', 'multiSelections'],
    })
    return filePaths
  })
  const core = startCore()
  openWindow(core)
  app.on('second-instance', () => focusOrOpen(core))
  app.on('activate', () => focusOrOpen(core))
  app.on('window-all-closed', () => app.quit())
  app.on('before-quit', () => core.kill())
}

function startCore(): UtilityProcess {
  const workspace = join(app.getPath('userData'), 'workspace.sqlite')
  const core = utilityProcess.fork(join(import.meta.dirname, 'core-process.js'), [workspace], {
    serviceName: 'Sonic core',
  })
  let reason = 'What was committed is kept: start Sonic again.'
  core.on('message', (message: unknown) => {
    reason = String(message)
  })
  core.on('exit', (code) => {
    if (code !== 0) dialog.showErrorBox('Sonic', `The analysis process ended (status ${code}). ${reason}`)
  })
  return core
}

function openWindow(core: UtilityProcess): void {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 960,
    minHeight: 640,
    show: false,
    title: 'Sonic',
    webPreferences: {
      preload: join(import.meta.dirname, '..', 'preload', 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
    },
  })
  window.once('ready-to-show', () => window.show())
  // Each load of the page gets a port of its own; the old page's port closes with the page.
  window.webContents.on('did-finish-load', () => {
    const { port1, port2 } = new MessageChannelMain()
    core.postMessage('screen', [port1])
    window.webContents.postMessage(channels.port, undefined, [port2])
  })
  void window.loadURL(`${appOrigin}/`)
}

function focusOrOpen(core: UtilityProcess): void {
  const [window] = BrowserWindow.getAllWindows()
  if (!window) return openWindow(core)
  if (window.isMinimized()) window.restore()
  window.focus()
}
