/** One event of a Windows event log, however it was exported. */
export interface WindowsRecord {
  /** Epoch ms, or NaN. */
  time: number
  /** `4624` */
  id: string
  /** Its source, `Microsoft-Windows-Security-Auditing`; '' where the export leaves it out. */
  provider: string
  channel: string
  /** That wrote it. */
  computer: string
  /** Named values, names in lower-case letters and digits alone. */
  data: ReadonlyMap<string, string>
  /** Values without a name, in their order. */
  list: readonly string[]
  /** The rendered text, '' where there is none. */
  message: string
}

/** `TargetUserName`, `target_user_name`, `Source Network Address` without what differs between exports. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '')
}
