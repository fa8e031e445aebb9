import type { WorkItemRow } from '../../db/queries/work-item.ts';
import { html, type Html } from '../../domain/html.ts';
import { localDateOf } from '../../domain/time.ts';
import { longInstant, shortDate } from '../../domain/vietnamese.ts';
import { WORK_ITEM_KIND_LABELS } from '../../domain/work-item.ts';
import { frame, type Site } from './frame.ts';
import { hrefOf } from './words.ts';

/** What waits for a person of the lead, with the evidence and the draft to sign. */
export function workPage(site: Site, items: readonly WorkItemRow[]): string {
  return frame(site, {
    title: 'Việc chờ quyết định',
    crumbs: [{ href: '/', label: 'Tổng quan' }],
    body: html`<h1>Việc chờ quyết định</h1>
      <p>
        Không thư nào vượt quá đầu mối của một cơ quan mà không có người quyết định. Người có trách nhiệm quyết định
        bằng lệnh <code>npx dondoc work release</code> (gửi thư), <code>work paper</code> (đã phát hành công văn giấy)
        hoặc <code>work done</code> (khép, nêu lý do), kèm số ghi ở đầu mỗi việc.
      </p>
      ${items.length === 0 ? html`<p class="note">Không có việc nào chờ quyết định.</p>` : items.map(itemPart)}`,
  });
}

function itemPart(item: WorkItemRow): Html {
  const { id, kind, content, createdAt, obligation } = item;
  return html`<section class="card">
    <h2>${id}. ${content.title}</h2>
    <p class="quiet">${WORK_ITEM_KIND_LABELS[kind]}, từ ${longInstant(createdAt)}.</p>
    <ul class="steps">
      ${content.evidence.map(({ at, text }) => html`<li>${dayWords(at)}${text}</li> `)}
    </ul>
    ${obligation === null ? '' : html`<p><a href="${hrefOf('viec', obligation)}">Xem việc phải nộp</a></p>`}
    ${kind === 'escalation' ? html`<p><a href="/tai-cong-van/${id}.docx">Tải dự thảo công văn (Word)</a></p>` : ''}
  </section>`;
}

function dayWords(at: number | string | null): string {
  return at === null ? '' : `${shortDate(typeof at === 'number' ? localDateOf(at) : at)}: `;
}
