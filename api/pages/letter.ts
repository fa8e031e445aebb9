import type { LedgerEntry } from '../../db/queries/ledger.ts';
import { html, type Html } from '../../domain/html.ts';
import { longInstant } from '../../domain/vietnamese.ts';
import { DELIVERY_LABELS, fateOf, HELD_LABELS, RUNG_LABELS, upperFirst } from '../../domain/vietnamese.ts';
import { frame, type Site } from './frame.ts';
import { cell, heads, hrefOf, shortInstant } from './words.ts';

const CHANNEL_LABELS = { email: 'thư điện tử', zalo: 'Zalo' } as const;

/** One message of the ledger: to whom, about what, in which words, and what became of it. */
export function letterPage(site: Site, { envelope, entries, tries }: LedgerEntry): string {
  const { letter, words, recipient, channel, asOf, state, heldBack } = envelope;
  const [first] = entries;
  return frame(site, {
    title: words?.subject ?? 'Thư',
    crumbs: [
      { href: '/', label: 'Tổng quan' },
      ...(first ? [{ href: hrefOf('viec', first.obligation), label: 'Việc phải nộp' }] : []),
    ],
    body: html`<h1>${words?.subject ?? 'Thư'}</h1>
      <dl>
        <dt>Gửi tới</dt>
        <dd>
          ${letter === null ? '' : html`${letter.to.contact.name}, ${letter.to.organisationName}<br />`}${recipient}
        </dd>
        ${
          letter?.copyTo?.email
            ? html`<dt>Đồng gửi</dt>
                <dd>${letter.copyTo.email}</dd>`
            : ''
        }
        <dt>Kênh</dt>
        <dd>${CHANNEL_LABELS[channel]}</dd>
        <dt>Lập lúc</dt>
        <dd>${longInstant(asOf)}</dd>
        <dt>Tình trạng</dt>
        <dd>${fateOf(state, tries.at(-1)?.outcome)}${heldBack === null ? '' : ` (${HELD_LABELS[heldBack]})`}</dd>
      </dl>
      ${about(entries)} ${triesPart(tries)}
      ${
        words === null
          ? ''
          : html`<h2>Nội dung</h2>
              <pre class="letter">${words.text}</pre>`
      }`,
  });
}

function about(entries: LedgerEntry['entries']): Html {
  return html`<h2>Về các việc</h2>
    <ul class="steps">
      ${entries.map(
        ({ rung, obligation }) =>
          html`<li>${upperFirst(RUNG_LABELS[rung])}: <a href="${hrefOf('viec', obligation)}">${obligation}</a></li> `,
      )}
    </ul>`;
}

function triesPart(tries: LedgerEntry['tries']): Html | string {
  if (tries.length === 0) return '';
  return html`<h2>Các lần gửi</h2>
    <table class="cards">
      ${heads(['Lần', 'Lúc', 'Kết quả', 'Máy chủ trả lời'])}
      <tbody>
        ${tries.map(
          ({ attempt, at, outcome, code, response }) =>
            html`<tr>
              ${cell('Lần', String(attempt + 1))} ${cell('Lúc', shortInstant(at), 'at')}
              ${cell('Kết quả', upperFirst(DELIVERY_LABELS[outcome]))}
              ${cell('Máy chủ trả lời', [code, response].filter((part) => part !== null).join(' '))}
            </tr> `,
        )}
      </tbody>
    </table>`;
}
