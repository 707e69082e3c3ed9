/** Hands a document to the browser's (or the desktop shell's) own saving of files. */
export function downloadHtml({ name, html }: { name: string; html: string }): void {
  const url = URL.createObjectURL(new Blob([html], { type: 'text/html' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The download has begun by then, or never will.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
