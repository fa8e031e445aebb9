import { html, type Html } from '../../domain/html.ts';
import { localDateOf } from '../../domain/time.ts';
import { longDate } from '../../domain/vietnamese.ts';
import type { PlanView, RoundSummary } from '../routes/reading/plans.ts';
import { frame, type Site } from './frame.ts';
import { type ComingDay, comingDays } from './coming.ts';
import { hrefOf, planWords } from './words.ts';

/** How many of the next dates stand on the first page. */
const NEXT_DATES = 5;

/** What is running, for somebody who opens the pages for the first time too. */
export function overviewPage(site: Site, plans: readonly PlanView[], restraints: readonly string[]): string {
  return frame(site, {
    title: 'Tổng quan',
    restraints,
    body: html`<h1>Theo dõi, đôn đốc, tổng hợp báo cáo</h1>
      <p>
        Đôn Đốc giúp cơ quan đầu mối nhận đủ báo cáo theo một kế hoạch liên ngành: nhắc đúng ngày làm việc, ghi lại ai
        đã gửi gì và lúc nào, rồi lập dự thảo báo cáo tổng hợp.
      </p>
      ${plans.length === 0 ? nothingYet() : html`${plans.map((plan) => planCard(site, plan))}`} ${thread()}
      ${elsewhere(site)}`,
  });
}

function nothingYet(): Html {
  return html`<p class="note">
    Chưa có kế hoạch nào đang chạy. Kế hoạch xuất hiện ở đây sau khi cơ quan đầu mối kích hoạt bằng lệnh
    <code>npx dondoc plan activate</code>.
  </p>`;
}

function planCard(site: Site, plan: PlanView): Html {
  const coming = comingDays(plan, localDateOf(site.now)).slice(0, NEXT_DATES);
  return html`<section class="card">
    <h2><a href="${hrefOf('ke-hoach', plan.id)}">${planWords(plan.document)}</a></h2>
    <p>${plan.document.title}</p>
    <p class="quiet">${plan.document.issuer} ban hành. Cơ quan đầu mối: ${plan.leadName}.</p>
    <h3>Kỳ báo cáo</h3>
    ${plan.rounds.map((summary) => roundLine(site, summary))}
    ${plan.rounds.length === 0 ? html`<p>Kế hoạch này không có kỳ báo cáo.</p>` : ''}
    <h3>Những ngày sắp tới</h3>
    ${coming.length === 0 ? html`<p>Không còn ngày nào trong năm của kế hoạch.</p>` : datesList(coming)}
  </section>`;
}

/** A round with its count, as a link. */
export function roundLine(site: Site, summary: RoundSummary): Html {
  const link = html`<a href="${hrefOf('ky-bao-cao', summary.round.id)}">${summary.round.name}</a>: `;
  return html`<p>${link}${roundCount(site, summary)}</p>`;
}

/** `n/m đã nhận` with a bar; what is not open yet says when it will be, or that it should have been. */
export function roundCount(site: Site, { round, received, expected }: RoundSummary): Html {
  if (round.openedAt === null) {
    const isDue = round.opensOn <= localDateOf(site.now);
    const when = isDue
      ? `đã đến ngày mở (${longDate(round.opensOn)}) nhưng chưa mở được`
      : `chưa mở, mở ${longDate(round.opensOn)}`;
    return html`${when}; dự kiến ${expected} cơ quan gửi báo cáo.`;
  }
  return html`<strong>${received}/${expected} đã nhận</strong>${endOf(round)}<br /><progress
      max="${expected}"
      value="${received}"
      aria-label="${received} trên ${expected} báo cáo đã nhận"
    ></progress>`;
}

function endOf(round: RoundSummary['round']): string {
  if (round.closedAt !== null) return ', kỳ đã đóng';
  if (round.issuedAt !== null) return ', báo cáo tổng hợp đã phát hành';
  return round.draftedAt === null ? '' : ', đã có dự thảo tổng hợp';
}

/** Days with what happens on them. */
export function datesList(days: readonly ComingDay[]): Html {
  return html`<dl>
    ${days.map(
      ({ day, what }) =>
        html`<dt>${longDate(day)}</dt>
          <dd>${what.map((words) => html`<p>${words}</p>`)}</dd> `,
    )}
  </dl>`;
}

function thread(): Html {
  return html`<h2>Một kế hoạch đi qua hệ thống thế nào</h2>
    <ol class="steps">
      <li><strong>Kế hoạch:</strong> văn bản đã ký, nêu ai làm gì và báo cáo trước ngày nào.</li>
      <li><strong>Việc phải nộp:</strong> mỗi cơ quan một báo cáo cho mỗi kỳ, hoặc một nhiệm vụ có thời hạn riêng.</li>
      <li>
        <strong>Nhắc:</strong> thư gửi đầu mối của cơ quan vào buổi sáng ngày làm việc, trước hạn; sau mốc thì báo cho
        cơ quan đầu mối của kế hoạch.
      </li>
      <li>
        <strong>Báo cáo:</strong> cơ quan gửi số liệu và văn bản; đầu mối chấp nhận hoặc đề nghị hoàn thiện từng nội
        dung.
      </li>
      <li>
        <strong>Tổng hợp:</strong> đúng ngày tổng hợp có dự thảo Word và Excel, nêu rõ đã nhận bao nhiêu, còn thiếu gì.
      </li>
    </ol>`;
}

function elsewhere({ inboxUrl }: Site): Html {
  return html`<h2>Xem thêm</h2>
    <ul class="steps">
      <li>
        <a href="/dien-tap">Các năm đã diễn tập</a>: cả năm của một kế hoạch chạy thử trên chính hệ thống này, với từng
        lá thư đã gửi.
      </li>
      ${
        inboxUrl === null
          ? ''
          : html`<li>
              <a href="${inboxUrl}">Hộp thư thử nghiệm</a>: thư của bản trình diễn chỉ đến đây, không gửi ra ngoài.
            </li>`
      }
    </ul>`;
}
