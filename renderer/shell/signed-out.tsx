/** In place of every screen: what a browser that is not signed in must not show, and how it is let in. */
export function SignedOut() {
  return (
    <section role="status" className="mx-auto flex max-w-160 flex-col gap-3 p-8">
      <h1 className="text-xl font-semibold">This browser is not signed in</h1>
      <p>
        Go to the terminal where Sonic runs, press Enter, and open the address that it shows in this browser.
        This page then goes on by itself.
      </p>
      <p className="text-muted">
        Every start of Sonic signs browsers in anew. Without the address nobody on this machine can read the
        workspace through the browser.
      </p>
    </section>
  )
}
