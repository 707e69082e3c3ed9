/** The last part of a resource id, which is the name the administrator gave. */
export function resourceName(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1)
}
