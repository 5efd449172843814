/** How a report looks: paper in the light, dark in the dark, and plain black on white when printed, where nothing is cut between two sheets. */
export const REPORT_STYLE = `
:root { color-scheme: light dark; --ink: #16202b; --paper: #ffffff; --faint: #5b6b7b; --line: #d5dde5; --bad: #a33018; --good: #2f6f4f; --area: #2f5d8a; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf4; --paper: #10202f; --faint: #9fb0c0; --line: #2c4154; --bad: #f08a72; --good: #6fc79a; --area: #7fb0e0; } }
@media print { :root { color-scheme: light; --ink: #000; --paper: #fff; --faint: #444; --line: #bbb; --bad: #8c2a19; --good: #24563d; --area: #2f5d8a; } }
body { margin: 0 auto; max-width: 60rem; padding: 1.5rem; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: .25rem 0 1rem; }
h2 { font-size: 1.125rem; margin: 2rem 0 .5rem; border-bottom: 1px solid var(--line); padding-bottom: .25rem; }
.kind, .note, .margin, figcaption, .cite { color: var(--faint); font-size: .875rem; }
.answer { font-size: 1.125rem; }
.note { border-left: 3px solid var(--line); padding-left: .75rem; }
table { border-collapse: collapse; width: 100%; }
th { text-align: left; font-weight: 600; font-size: .875rem; color: var(--faint); }
td, th { vertical-align: top; padding: .3rem .75rem .3rem 0; border-bottom: 1px solid var(--line); }
h1, p, li, td:last-child { overflow-wrap: anywhere; }
td:not(:last-child) { white-space: nowrap; font-variant-numeric: tabular-nums; }
td small { display: block; color: var(--faint); }
tr.prevented td:first-child, tr.prevented small { color: var(--bad); font-weight: 600; }
tr.warning td { font-weight: 600; }
td.ask { white-space: normal !important; width: 14rem; padding-right: 1.5rem; }
td ul, ol ul, ol ol { margin: .25rem 0; padding-left: 1.25rem; }
code { font: .8125rem/1.4 ui-monospace, monospace; }
.hash { color: var(--faint); }
a { color: inherit; }
figure { margin: 0; }
pre { overflow-x: auto; padding: .75rem; border: 1px solid var(--line); }
svg { width: 100%; max-width: 40rem; height: auto; }
svg .paper { fill: var(--paper); stroke: var(--line); }
svg .area { fill: var(--area); fill-opacity: .25; stroke: var(--area); }
svg .area.none { fill: none; stroke-dasharray: 4 3; }
svg .reach { fill: none; stroke: var(--faint); stroke-opacity: .6; }
svg .sensor { fill: var(--ink); }
svg .way { fill: none; stroke: var(--bad); stroke-width: 2; }
svg .end { fill: var(--bad); }
svg .impact, svg .launch { fill: var(--bad); fill-opacity: .1; stroke: var(--bad); stroke-dasharray: 5 4; }
svg .bar { fill: none; stroke: var(--ink); stroke-width: 2; }
svg text { font: 12px system-ui, sans-serif; fill: var(--ink); paint-order: stroke; stroke: var(--paper); stroke-width: 3px; }
@page { margin: 18mm 16mm; }
@media print {
body { max-width: none; padding: 0; font-size: 10.5pt; }
h1 { font-size: 16pt; }
h2, figcaption { break-after: avoid-page; }
h2 { font-size: 12pt; margin-top: 1.25rem; }
tr, figure, li, pre { break-inside: avoid-page; }
thead { display: table-header-group; }
p { orphans: 3; widows: 3; }
a { text-decoration: none; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; }
svg { max-width: 16cm; }
}
`;
