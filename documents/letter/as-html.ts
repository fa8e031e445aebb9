import type { Block, Card } from './blocks.ts';
import { html, type Html } from '../../domain/html.ts';

/**
 * Styles stand in the elements because mail programs drop style sheets. There are no background colours and no text
 * colours: the program's own, light or dark, always read; the greys of lines read on both.
 */
const BODY =
  'margin:0;padding:0;font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5;overflow-wrap:anywhere';
const FRAME = 'width:100%;max-width:640px;margin:0 auto;border-collapse:collapse';
const CARD = 'width:100%;margin:0 0 14px;border-collapse:collapse;border-left:3px solid #7a8594';
const TITLE = 'padding:2px 12px 6px;text-align:left;font-weight:bold';
const LABEL = 'width:34%;padding:4px 8px 4px 12px;vertical-align:top;text-align:left;font-weight:normal;opacity:0.75';
const VALUE = 'padding:4px 0;vertical-align:top';
const NOTE = 'margin:20px 0 0;padding-top:10px;border-top:1px solid #7a8594;font-size:14px;opacity:0.8';

/** The HTML part. */
export function asHtml(subject: string, blocks: readonly Block[]): string {
  return html`<!doctype html>
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>${subject}</title>
      </head>
      <body style="${BODY}">
        <table role="presentation" style="${FRAME}">
          <tr>
            <td style="padding:16px">${blocks.map(blockOf)}</td>
          </tr>
        </table>
      </body>
    </html> `.markup.replace(/\n\s+/g, '\n');
}

function blockOf(block: Block): Html {
  switch (block.kind) {
    case 'paragraph':
      return html`<p style="margin:0 0 14px">${block.text}</p> `;
    case 'heading':
      return html`<h2 style="margin:22px 0 10px;font-size:17px">${block.text}</h2> `;
    case 'note':
      return html`<div style="${NOTE}">
        ${block.texts.map((text) => html`<p style="margin:0"><em>${text}</em></p> `)}
      </div> `;
    case 'list':
      return html`<ol style="margin:0 0 14px;padding-left:28px">
        ${block.items.map((item) => html`<li style="margin:0 0 6px">${item}</li> `)}
      </ol> `;
    case 'cards':
      return html`${block.cards.map(cardOf)}`;
  }
}

function cardOf(card: Card): Html {
  return html`<table style="${CARD}">
    <tr>
      <th colspan="2" scope="colgroup" style="${TITLE}">${card.title}</th>
    </tr>
    ${card.rows.map(
      (row) =>
        html`<tr>
          <th scope="row" style="${LABEL}">${row.label}</th>
          <td style="${VALUE}">${row.isDate ? html`<strong>${row.value}</strong>` : row.value}</td>
        </tr> `,
    )}
  </table> `;
}
