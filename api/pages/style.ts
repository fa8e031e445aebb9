/**
 * One style sheet for all pages, of the same look as the trial inbox: system fonts and colours, which follow the
 * reader's light or dark setting. On a narrow screen each table row becomes a card whose labels come from `data-label`.
 */
export const STYLE = `
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 22%, transparent);
  --good: light-dark(#1a6b34, #7fd79a); --care: light-dark(#8a5300, #f0b860); --soft: color-mix(in srgb, currentColor 6%, transparent); }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 16px; max-width: 1080px; font: 16px/1.5 system-ui, 'Liberation Sans', sans-serif; overflow-wrap: anywhere; }
a { color: LinkText; }
h1 { margin: 0 0 4px; font-size: 1.4rem; line-height: 1.25; }
h2 { margin: 28px 0 8px; font-size: 1.1rem; line-height: 1.3; }
h3 { margin: 20px 0 6px; font-size: 1rem; }
p { margin: 8px 0; }
.quiet { opacity: 0.75; }
pre.letter { padding: 12px; border: 1px solid var(--line); white-space: pre-wrap; overflow-wrap: anywhere; }
.note, .clock { margin: 12px 0; padding: 10px 12px; border-left: 4px solid var(--line); background: var(--soft); }
.clock { border-left-color: var(--care); }
.good { border-left-color: var(--good); }
.bad { border-left-color: var(--care); }
.site { display: flex; flex-wrap: wrap; gap: 4px 18px; margin-bottom: 12px; padding-bottom: 8px; border-bottom: 1px solid var(--line); }
.site a, .crumbs a, .chips a { display: inline-block; padding: 6px 0; }
.site strong { padding: 6px 0; }
.site a { text-decoration: none; }
.crumbs { margin: 0 0 8px; font-size: 0.9rem; }
.steps { margin: 8px 0; padding-left: 22px; }
.steps li { margin: 4px 0; }
.card { margin: 14px 0; padding: 4px 16px 14px; border: 1px solid var(--line); border-radius: 6px; }
.card h2 { margin-top: 12px; }
.chips { display: flex; flex-wrap: wrap; gap: 4px 16px; margin: 8px 0; padding: 0; list-style: none; }
.chips strong { display: inline-block; padding: 6px 0; }
.state { white-space: nowrap; }
.state::before { content: '○ '; }
.state.done::before { content: '● '; color: var(--good); }
.state.wait::before { content: '◐ '; color: var(--care); }
.at { white-space: nowrap; }
.days { grid-template-columns: 11.5em 1fr; }
.days dt { padding: 8px 0; }
.num { text-align: right; font-variant-numeric: tabular-nums; }
progress { width: 100%; max-width: 220px; height: 8px; accent-color: var(--good); }
table { width: 100%; border-collapse: collapse; margin: 8px 0; }
caption { padding: 4px 0; text-align: left; opacity: 0.75; }
th, td { padding: 7px 8px; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; overflow-wrap: break-word; }
th { font-weight: 600; font-size: 0.9rem; }
dl { display: grid; grid-template-columns: minmax(110px, max-content) 1fr; gap: 4px 14px; margin: 12px 0; }
dt { opacity: 0.75; }
dd { margin: 0; }
dd p { margin: 0 0 4px; }
summary { padding: 8px 0; cursor: pointer; }
details ul { margin: 0 0 8px; padding-left: 20px; }
form { display: flex; flex-wrap: wrap; gap: 8px; align-items: end; margin: 12px 0; }
label { flex: 1 1 240px; max-width: 480px; font-size: 0.9rem; }
select, button { display: block; width: 100%; min-height: 44px; padding: 8px 12px; font: inherit; }
button { width: auto; }
footer { margin-top: 36px; padding-top: 8px; border-top: 1px solid var(--line); font-size: 0.85rem; opacity: 0.75; }
@media (max-width: 700px) {
  dl, .days { grid-template-columns: 1fr; gap: 0; }
  .days dt { padding: 0; }
  dd { margin-bottom: 8px; }
  table.cards, .cards tbody, .cards tr, .cards td { display: block; }
  .cards thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .cards tr { margin: 0 0 12px; padding: 6px 0; border-bottom: 1px solid var(--line); }
  .cards td { display: grid; grid-template-columns: 8.5em 1fr; gap: 10px; padding: 2px 0; border: 0; text-align: left; }
  .cards td::before { content: attr(data-label); font-size: 0.9rem; opacity: 0.75; }
  .cards td:first-child { display: block; font-weight: 600; }
  .cards td:first-child::before { content: none; }
}
@page { margin: 15mm; }
@media print {
  body { max-width: none; padding: 0; font-size: 11pt; }
  .site, .crumbs, form, .no-print { display: none; }
  a { color: inherit; text-decoration: none; }
  tr, .card, li { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  thead { display: table-header-group; }
}
`;
