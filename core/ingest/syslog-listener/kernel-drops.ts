import { readFile } from 'node:fs/promises'

/**
 * Datagrams that the kernel dropped because the buffer of the sockets of a port was full: the last column of Linux's /proc/net/udp
 * (proc_pid_net(5)). undefined where the system does not tell.
 */
export async function readKernelDrops(port: number): Promise<number | undefined> {
  const tables = await Promise.all(['/proc/net/udp', '/proc/net/udp6'].map(readTable))
  const counts = tables.flatMap((table) => dropsOf(table, port))
  return counts.length > 0 ? counts.reduce((sum, count) => sum + count, 0) : undefined
}

export function dropsOf(table: string, port: number): number[] {
  const hex = port.toString(16).toUpperCase().padStart(4, '0')
  return table
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local = '']) => local.endsWith(`:${hex}`))
    .map((columns) => Number(columns.at(-1)))
    .filter((count) => Number.isSafeInteger(count))
}

async function readTable(path: string): Promise<string> {
  return await readFile(path, 'utf8').catch(() => '')
}
