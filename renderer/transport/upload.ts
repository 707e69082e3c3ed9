/**
 * Sends a file's bytes to the host and resolves with the path it has there. XMLHttpRequest, because fetch does not tell
 * how far an upload is.
 */
export function uploadFile(file: File, onProgress: (sent: number) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/upload?name=${encodeURIComponent(file.name)}`)
    request.upload.addEventListener('progress', (event) => onProgress(event.loaded))
    request.addEventListener('load', () => {
      const { path, error } = parseAnswer(request.responseText)
      if (request.status === 200 && path !== undefined) resolve(path)
      else reject(new Error(error ?? `${file.name} could not be taken over (status ${request.status})`))
    })
    request.addEventListener('error', () => reject(new Error(`${file.name} could not be sent to Sonic`)))
    request.send(file)
  })
}

function parseAnswer(text: string): { path?: string; error?: string } {
  try {
    const answer: unknown = JSON.parse(text)
    if (typeof answer !== 'object' || answer === null) return {}
    return {
      path: 'path' in answer && typeof answer.path === 'string' ? answer.path : undefined,
      error: 'error' in answer && typeof answer.error === 'string' ? answer.error : undefined,
    }
  } catch {
    return {}
  }
}
