import { html, type Html } from '../../domain/html.ts';
import { OBLIGATION_STATES, type ObligationState } from '../../domain/obligation.ts';
import { localDateOf } from '../../domain/time.ts';
import { longDate, longInstant, STATE_LABELS, upperFirst } from '../../domain/vietnamese.ts';
import type { RoundView } from '../routes/reading/round.ts';
import { draftsPart } from './drafts.ts';
import { frame, type Site } from './frame.ts';
import { obligationTable } from './obligation-table.ts';
import { roundCount } from './overview.ts';
import { dayOrDash, hrefOf, planWords, stateMark } from './words.ts';

/** One round with its reports, or with those in one state. */
export function roundPage(
  site: Site,
  view: RoundView,
  only: ObligationState | null,
  restraints: readonly string[] = [],
): string {
  const { round, document } = view;
  return frame(site, {
    title: round.name,
    crumbs: [
      { href: '/', label: 'Tổng quan' },
      { href: hrefOf('ke-hoach', round.plan), label: planWords(document) },
    ],
    restraints,
    body: html`<h1>${round.name}</h1>
      <p>${planWords(document)}: ${document.title}</p>
      <p>${roundCount(site, view)}</p>
      ${days(view)}
      <h2>Báo cáo của các cơ quan</h2>
      ${round.openedAt === null ? notOpen(view) : reports(site, view, only)} ${draftsPart(view)}`,
  });
}

function days({ round, upward }: RoundView): Html {
  const { deadline, leadDeadline } = round;
  return html`<dl>
    <dt>Mở kỳ</dt>
    <dd>${longDate(round.opensOn)}</dd>
    <dt>Các cơ quan gửi chậm nhất</dt>
    <dd>${longDate(deadline.targetDay)}${deadline.why.map((why) => html`<p class="quiet">${why}</p>`)}</dd>
    ${
      round.cutOff === null
        ? ''
        : html`<dt>Số liệu tính đến</dt>
            <dd>${longDate(round.cutOff)}</dd>`
    }
    <dt>Lập dự thảo tổng hợp</dt>
    <dd>${upperFirst(longInstant(round.consolidationAt))}</dd>
    <dt>Cơ quan đầu mối gửi lên</dt>
    <dd>
      ${dayOrDash(leadDeadline?.targetDay ?? null)}
      ${upward === null ? '' : html`(<a href="${hrefOf('viec', upward.row.id)}">${upward.row.name}</a>)`}
    </dd>
    <dt>Đóng kỳ</dt>
    <dd>${upperFirst(longInstant(round.closedAt ?? round.closesAt))}</dd>
  </dl>`;
}

function notOpen({ round, planned }: RoundView): Html {
  return html`<p>
      Danh sách chính thức được lập khi mở kỳ, theo các cơ quan đang hoạt động ngày ${longDate(round.opensOn)}. Hiện dự
      kiến ${planned.length} cơ quan:
    </p>
    <ul class="steps">
      ${planned.map((name) => html`<li>${name}</li> `)}
    </ul>`;
}

function reports(site: Site, view: RoundView, only: ObligationState | null): Html {
  const shown = view.lines.filter(({ state }) => only === null || state === only);
  const today = localDateOf(site.now);
  const whole = shown.filter(({ row }) => row.kind === 'report');
  const apart = shown.filter(({ row }) => row.kind === 'own');
  return html`${filter(view, only)} ${shown.length === 0 ? html`<p>Không có báo cáo nào ở trạng thái này.</p>` : ''}
    ${whole.length === 0 ? '' : obligationTable(whole, 'organisation', today)}
    ${
      apart.length === 0
        ? ''
        : html`<h3>Nội dung có thời hạn riêng hoặc đã chuyển cơ quan</h3>
            ${obligationTable(apart, 'named', today)}`
    }
    <p class="quiet">
      “Mốc” là ngày mà kế hoạch nêu, dời sang ngày làm việc nếu rơi vào ngày nghỉ. Nhận trong ngày mốc không tính là sau
      hạn.
    </p>`;
}

/** Every state that occurs, with its count, as a link. */
function filter({ round, lines }: RoundView, only: ObligationState | null): Html {
  const here = hrefOf('ky-bao-cao', round.id);
  const counts = OBLIGATION_STATES.map((state) => ({
    state,
    count: lines.filter((line) => line.state === state).length,
  })).filter(({ count }) => count > 0);
  const chip = (isHere: boolean, href: string, words: Html): Html =>
    html`<li>
      ${isHere ? html`<strong aria-current="true">${words}</strong>` : html`<a href="${href}">${words}</a>`}
    </li> `;
  return html`<ul class="chips" aria-label="Lọc theo trạng thái">
    ${chip(only === null, here, html`Tất cả: ${lines.length}`)}
    ${counts.map(({ state, count }) =>
      chip(only === state, `${here}?trang-thai=${state}`, html`${stateMark(state)}: ${count}`),
    )}
    ${only !== null && !counts.some(({ state }) => state === only) ? chip(true, here, html`${STATE_LABELS[only]}: 0`) : ''}
  </ul>`;
}
