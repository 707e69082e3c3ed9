import { Panel } from '../ui/panel.tsx'

/** What was noticed at the ports. */
export function PortRemarks({ remarks }: { remarks: readonly string[] }) {
  return (
    <Panel title="Ports" padded={false}>
      <ul aria-label="What was noticed at the ports" className="px-3 py-2 text-sm text-muted">
        {remarks.map((remark) => (
          <li key={remark} className="break-words">
            {remark}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
