import { html, type Html } from '../../domain/html.ts';
import { type LocalDate, localDateOf } from '../../domain/time.ts';
import { longDate, longInstant } from '../../domain/vietnamese.ts';
import { groupBy } from '../../domain/group-by.ts';
import type { ObligationLine } from '../routes/reading/lines.ts';
import type { PlanView } from '../routes/reading/plans.ts';
import { comingDays } from './coming.ts';
import { frame, type Site } from './frame.ts';
import { obligationTable } from './obligation-table.ts';
import { datesList, roundLine } from './overview.ts';
import { hrefOf, planWords } from './words.ts';

/** One active plan: its rounds, its obligations of their own, and the events it waits for. */
export function planPage(site: Site, plan: PlanView, restraints: readonly string[]): string {
  const waiting = plan.own.filter(({ state }) => state === 'waiting');
  const dated = plan.own.filter(({ state }) => state !== 'waiting');
  const today = localDateOf(site.now);
  const coming = comingDays(plan, today);
  return frame(site, {
    title: planWords(plan.document),
    crumbs: [{ href: '/', label: 'Tổng quan' }],
    restraints,
    body: html`<h1>${planWords(plan.document)}</h1>
      <p>${plan.document.title}</p>
      ${particulars(plan)}
      <h2>Kỳ báo cáo</h2>
      ${plan.rounds.map((summary) => roundLine(site, summary))}
      ${plan.rounds.length === 0 ? html`<p>Kế hoạch này không có kỳ báo cáo, chỉ có các việc có thời hạn riêng.</p>` : ''}
      <h2>Việc có thời hạn riêng</h2>
      ${dated.length === 0 ? html`<p>Không có.</p>` : ownPart(dated, today)}
      ${waiting.length === 0 ? '' : waitingPart(waiting)}
      ${plan.upward.length === 0 ? '' : upwardPart(plan.upward, today)}
      <h2>Những ngày sắp tới</h2>
      ${coming.length === 0 ? html`<p>Không còn ngày nào trong năm của kế hoạch.</p>` : datesList(coming)}`,
  });
}

/** By duty: a plan of every district is one heading and a row for each, not the same words twelve times. */
function ownPart(dated: readonly ObligationLine[], today: LocalDate): Html {
  return html`${[...groupBy(dated, ({ row }) => row.name)].map(
    ([name, lines]) =>
      html`<h3>${name}</h3>
        ${obligationTable(lines, 'organisation', today)}`,
  )}`;
}

function particulars({ document, leadName, activatedAt, activatedBy }: PlanView): Html {
  return html`<dl>
    <dt>Cơ quan ban hành</dt>
    <dd>${document.issuer}</dd>
    <dt>Ngày ban hành</dt>
    <dd>${document.date === null ? 'chưa ghi' : longDate(document.date)}</dd>
    <dt>Cơ quan đầu mối</dt>
    <dd>${leadName}</dd>
    <dt>Kích hoạt</dt>
    <dd>${longInstant(activatedAt)}, ${activatedBy}</dd>
  </dl>`;
}

function waitingPart(waiting: readonly ObligationLine[]): Html {
  const byEvent = groupBy(waiting, ({ row }) => row.event ?? row.name);
  return html`<h2>Việc còn chờ một sự kiện</h2>
    <p class="quiet">
      Chưa có thời hạn: kế hoạch gắn thời hạn với một sự kiện. Đầu quý, hệ thống hỏi cơ quan đầu mối sự kiện đã diễn ra
      chưa; khi ghi nhận sự kiện, thời hạn được tính và việc được mở.
    </p>
    ${[...byEvent].map(
      ([event, lines]) =>
        html`<h3>Chờ: ${event}</h3>
          <ul class="steps">
            ${lines.map(
              ({ row, organisationName }) =>
                html`<li><a href="${hrefOf('viec', row.id)}">${row.name}</a> (${organisationName})</li> `,
            )}
          </ul> `,
    )}`;
}

function upwardPart(lines: readonly ObligationLine[], today: LocalDate): Html {
  return html`<h2>Báo cáo của cơ quan đầu mối lên cấp trên</h2>
    ${obligationTable(lines, 'named', today)}`;
}
