/** Plotly wants colours, not variables: what the tokens are in the dark or the light theme. */
export function resolveColours<T extends string>(names: readonly T[], dark: boolean): Record<T, string> {
  const probe = document.createElement('span')
  probe.style.colorScheme = dark ? 'dark' : 'light'
  document.body.append(probe)
  const colours = {} as Record<T, string>
  for (const name of names) {
    probe.style.color = `var(--${name})`
    colours[name] = getComputedStyle(probe).color
  }
  probe.remove()
  return colours
}
