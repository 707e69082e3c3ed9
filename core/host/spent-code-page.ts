/** What a browser shows whose one-time code was used before or has expired. */
export const spentCodePage = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Sonic: this address is used up</title>
<style>
  :root { color-scheme: light dark }
  body { max-width: 36rem; margin: 4rem auto; padding: 0 1rem; font: 16px/1.5 system-ui, sans-serif }
</style>
<h1>This address is used up</h1>
<p>It signs one browser in, once, within ten minutes of being shown.</p>
<p>Press Enter in the terminal where Sonic runs: it shows a new address. A browser that is already signed in needs none:
<a href="/">open the workstation</a>.</p>
</html>
`
