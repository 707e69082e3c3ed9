const magic = Buffer.from('ElfFile\0', 'latin1')

/** Whether a file that begins with these bytes is a Windows event log (`.evtx`). */
export function isEventLog(head: Buffer): boolean {
  return head.subarray(0, magic.length).equals(magic)
}
