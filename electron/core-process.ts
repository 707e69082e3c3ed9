import { errorMessage } from '../core/event/error-message.ts'
import { serveScreen, type Channel } from '../core/host/rpc.ts'
import { createService } from '../core/host/create-service.ts'
import { keepFilesPrivate } from '../core/host/private-files.ts'
import { defaultWorkspace } from '../core/host/resources.ts'
import type { Service } from '../core/host/service.ts'

/** The core of the desktop window, in a process of its own: a crash or a busy import never freezes the shell. */
keepFilesPrivate()
const service = openService()

process.parentPort.on('message', (event) => {
  const [port] = event.ports
  if (port) serveScreen(service, portChannel(port))
})

process.on('SIGTERM', () => {
  void service.close().then(() => process.exit(0))
})

/** A workspace that can't be opened ends this process; the shell shows why. */
function openService(): Service {
  try {
    return createService({ workspace: process.argv[2] ?? defaultWorkspace() })
  } catch (error) {
    process.parentPort.postMessage(errorMessage(error))
    throw error
  }
}

function portChannel(port: Electron.MessagePortMain): Channel {
  return {
    post: (text) => port.postMessage(text),
    onMessage: (handler) => {
      port.on('message', ({ data }: { data: unknown }) => {
        if (typeof data === 'string') handler(data)
      })
      port.start()
    },
    onClose: (handler) => port.on('close', handler),
  }
}
