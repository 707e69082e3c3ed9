/** Services by which one takes over a host: SSH, Telnet, RPC, SMB, SQL, RDP, VNC, WinRM. */
export const adminPorts: ReadonlyMap<number, string> = new Map([
  [22, 'SSH'],
  [23, 'Telnet'],
  [135, 'RPC'],
  [139, 'SMB'],
  [445, 'SMB'],
  [1433, 'SQL Server'],
  [3389, 'RDP'],
  [5900, 'VNC'],
  [5985, 'WinRM'],
  [5986, 'WinRM'],
])

/** ATT&CK technique of remote services by port. */
export function remoteServiceTechnique(port: number): string {
  switch (port) {
    case 22:
      return 'T1021.004'
    case 139:
    case 445:
      return 'T1021.002'
    case 3389:
      return 'T1021.001'
    case 5985:
    case 5986:
      return 'T1021.006'
    default:
      return 'T1021'
  }
}

/** A server's answer recorded as a flow of its own: from a well-known port to an ephemeral one. */
export function isAnswer(flow: { sourcePort: number; destinationPort: number }): boolean {
  return flow.sourcePort > 0 && flow.sourcePort < 1024 && flow.destinationPort >= 1024
}
