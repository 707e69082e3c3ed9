import { Markup } from './markup.ts'

/** Severity colours are the workstation's; the page prints in black on white. */
export const style = new Markup(`
:root { color-scheme: light; --ink: #1b2230; --soft: #5b6577; --line: #d9dee7; --paper: #ffffff;
  --critical: #b3123a; --high: #c2410c; --medium: #a16207; --low: #475569; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1040px; padding: 32px 24px; font: 13px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
h1 { font-size: 22px; line-height: 1.25; margin: 0 0 8px; }
h2 { font-size: 17px; line-height: 1.3; margin: 32px 0 8px; padding-top: 12px; border-top: 2px solid var(--ink); }
h3 { font-size: 13px; margin: 16px 0 4px; }
h4 { font-size: 13px; margin: 0 0 6px; }
.brand { margin: 0; color: var(--soft); }
table { width: 100%; border-collapse: collapse; margin: 4px 0 8px; }
th { text-align: left; font-weight: 600; color: var(--soft); border-bottom: 1px solid var(--line); padding: 4px 8px 4px 0; }
td { vertical-align: top; border-bottom: 1px solid var(--line); padding: 4px 8px 4px 0; overflow-wrap: anywhere; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.time { font-variant-numeric: tabular-nums; white-space: nowrap; }
.badge { display: inline-block; min-width: 60px; padding: 0 8px; border-radius: 4px; color: #fff; font-size: 11px; line-height: 18px; font-weight: 600; text-align: center; white-space: nowrap; vertical-align: middle; }
.badge.critical { background: var(--critical); } .badge.high { background: var(--high); }
.badge.medium { background: var(--medium); } .badge.low { background: var(--low); }
.facts { display: grid; grid-template-columns: 140px 1fr; gap: 2px 12px; margin: 0; }
.facts dt { color: var(--soft); } .facts dd { margin: 0; overflow-wrap: anywhere; }
.chain { padding-left: 20px; margin: 4px 0; }
article { border: 1px solid var(--line); border-radius: 6px; padding: 12px; margin: 8px 0; break-inside: avoid; }
.points { float: right; font-variant-numeric: tabular-nums; }
.small { color: var(--soft); font-size: 11.5px; margin: 4px 0; }
.error { color: var(--critical); }
.lines { list-style: none; margin: 8px 0 0; padding: 8px; background: #f4f6f9; border-radius: 4px; }
.lines li { display: flex; gap: 12px; }
.lines .place { flex: none; max-width: 220px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; direction: rtl; unicode-bidi: plaintext; text-align: right; color: var(--soft); font-size: 11px; }
code { font: 11px/1.5 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
svg { width: 100%; height: auto; font: 11px system-ui, sans-serif; }
svg text { fill: var(--ink); } svg .axis { fill: var(--soft); } svg .end { text-anchor: end; }
svg .lane { stroke: var(--line); } svg circle { stroke: #fff; }
svg .critical { fill: var(--critical); } svg .high { fill: var(--high); } svg .medium { fill: var(--medium); } svg .low { fill: var(--low); }
@media print { body { padding: 0; max-width: none; } article { break-inside: auto; } a { color: inherit; text-decoration: none; } }
`)
