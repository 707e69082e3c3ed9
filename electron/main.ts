import { join } from 'node:path'
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  type IpcMainInvokeEvent,
  type OpenDialogOptions,
} from 'electron'
import { keepFilesPrivate } from '../core/host/private-files.ts'
import { dataFolder, resources } from '../core/host/resources.ts'
import { appOrigin, registerAppScheme, serveRenderer } from './app-protocol.ts'
import { channels } from './channels.ts'
import { startCore, type Core } from './core.ts'
import { lockDown } from './security.ts'

keepFilesPrivate()
// What Chromium keeps for the window lies beside the workspace, so each data folder has its own window.
app.setPath('userData', join(dataFolder(), 'window'))
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
  ipcMain.handle(channels.pickFiles, (event) =>
    pick(event, { title: 'Open captured logs', properties: ['openFile', 'multiSelections'] }),
  )
  ipcMain.handle(channels.pickFolders, (event) =>
    pick(event, { title: 'Open folders of captured logs', properties: ['openDirectory', 'multiSelections'] }),
  )
  const core = startCore()
  openWindow(core)
  app.on('second-instance', () => focusOrOpen(core))
  app.on('activate', () => focusOrOpen(core))
  app.on('window-all-closed', () => app.quit())
  app.on('before-quit', () => core.end())
}

async function pick(event: IpcMainInvokeEvent, options: OpenDialogOptions): Promise<string[]> {
  if (event.senderFrame?.origin !== appOrigin) throw new Error('Refused: not a page of Sonic.')
  const { filePaths } = await dialog.showOpenDialog(options)
  return filePaths
}

function openWindow(core: Core): void {
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
  window.once('ready-to-show', () => {
    window.show()
    // Tells the launcher (`core/cli/open`) that the window stands.
    process.send?.('shown')
  })
  window.webContents.on('did-finish-load', () => core.connect(window))
  void window.loadURL(`${appOrigin}/`)
}

function focusOrOpen(core: Core): void {
  const [window] = BrowserWindow.getAllWindows()
  if (!window) return openWindow(core)
  if (window.isMinimized()) window.restore()
  window.focus()
}
