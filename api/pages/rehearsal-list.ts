import { html, type Html } from '../../domain/html.ts';
import { frame, type Site } from './frame.ts';
import type { RehearsedPlan } from './rehearsal-view.ts';
import { hrefOf, planWords, thousands } from './words.ts';

/** All rehearsed years. */
export function rehearsalListPage(site: Site, plans: readonly RehearsedPlan[]): string {
  return frame(site, {
    title: 'Diễn tập',
    crumbs: [{ href: '/', label: 'Tổng quan' }],
    body: html`<h1>Diễn tập</h1>
      <p>
        Diễn tập cho cả năm của một kế hoạch chạy trên chính hệ thống này với thời gian tua nhanh: thư thật được gửi đến
        một máy chủ thư thử nghiệm, rồi đếm lại và so từng lá với bản xem trước.
      </p>
      ${plans.length === 0 ? none() : html`${plans.map(planCard)}`}`,
  });
}

function none(): Html {
  return html`<p class="note">
    Chưa có năm nào được diễn tập. Diễn tập một kế hoạch bằng lệnh <code>npx dondoc rehearse</code>; kết quả xuất hiện ở
    đây khi chạy xong.
  </p>`;
}

function planCard({ plan, names, rehearsal }: RehearsedPlan): Html {
  return html`<section class="card">
    <h2><a href="${hrefOf('dien-tap', plan)}">${names.plan === null ? plan : planWords(names.plan.document)}</a></h2>
    ${names.plan === null ? '' : html`<p>${names.plan.document.title}</p>`}
    ${
      rehearsal === null
        ? html`<p>Kết quả diễn tập không đọc được; xem nhật ký của hệ thống.</p>`
        : html`<p>
            ${rehearsal.equalToPreview ? '✓ Khớp hoàn toàn với bản xem trước' : '✗ Chưa khớp với bản xem trước'}:
            ${thousands(rehearsal.messages.length)} lượt nhắc trong ${thousands(rehearsal.envelopes.length)} lá thư,
            ${rehearsal.consolidated.length} dự thảo tổng hợp.
          </p>`
    }
  </section>`;
}
