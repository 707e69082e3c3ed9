/** The name of a program as a syslog tag writes it, `sshd[411]`; nothing where the envelope names none. */
export function programOf(name: unknown, pid: unknown): { program?: string } {
  if (typeof name !== 'string') return {}
  const plain = name.trim().replace(/:$/, '')
  if (plain === '' || plain.length > 64 || /\s/.test(plain)) return {}
  const number = typeof pid === 'string' || typeof pid === 'number' ? String(pid) : ''
  return { program: /^[1-9]\d{0,9}$/.test(number) && !plain.endsWith(']') ? `${plain}[${number}]` : plain }
}
