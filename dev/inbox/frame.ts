import { html, Html } from '../../domain/html.ts';

/** System colours follow the reader's light or dark setting. */
const STYLE = new Html(`
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 22%, transparent); }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 16px; max-width: 980px; font: 16px/1.5 system-ui, 'Liberation Sans', sans-serif; }
a { color: LinkText; }
h1 { margin: 0 0 4px; font-size: 1.4rem; line-height: 1.25; overflow-wrap: anywhere; }
h2 { margin: 28px 0 8px; font-size: 1.05rem; }
.quiet { opacity: 0.75; }
.mails { margin: 16px 0; padding: 0; list-style: none; border-top: 1px solid var(--line); }
.mails a { display: block; padding: 10px 6px; border-bottom: 1px solid var(--line); color: inherit; text-decoration: none; }
.mails a:hover, .mails a:focus-visible { background: color-mix(in srgb, LinkText 10%, transparent); }
.mails strong { display: block; overflow-wrap: anywhere; }
.mails span { display: inline-block; margin-right: 16px; font-size: 0.9rem; opacity: 0.8; overflow-wrap: anywhere; }
form { display: flex; flex-wrap: wrap; gap: 8px; align-items: end; margin-top: 16px; }
label { flex: 1 1 240px; font-size: 0.9rem; }
input, button { display: block; width: 100%; min-height: 44px; padding: 8px 12px; font: inherit; }
button { width: auto; }
dl { display: grid; grid-template-columns: minmax(90px, max-content) 1fr; gap: 4px 14px; margin: 14px 0; }
dt { opacity: 0.75; }
dd { margin: 0; overflow-wrap: anywhere; }
iframe { width: 100%; height: 640px; border: 1px solid var(--line); resize: vertical; }
pre { margin: 0; padding: 12px; border: 1px solid var(--line); font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; }
@media (max-width: 600px) { details dl { grid-template-columns: 1fr; } details dd { margin-bottom: 6px; } }
summary { padding: 10px 0; cursor: pointer; }
nav { display: flex; gap: 16px; }
`);

/** A whole page. */
export function frame(title: string, body: Html): string {
  return html`<!doctype html>
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <style>
          ${STYLE}
        </style>
      </head>
      <body>
        ${body}
      </body>
    </html> `.markup;
}
