import { html, type Html } from '../../domain/html.ts';
import { count, longInstant } from '../../domain/vietnamese.ts';
import { DRAFT_FORMATS } from '../routes/reading/round.ts';
import type { Rehearsal } from '../routes/reading/rehearsal.ts';
import { frame, type Site } from './frame.ts';
import { bodyName, matterLine, mattersOf, roundName } from './rehearsal-matters.ts';
import { monthsOf } from './rehearsal-months.ts';
import type { RehearsalView } from './rehearsal-view.ts';
import { hrefOf, planWords, thousands } from './words.ts';

/** A year as it was rehearsed. */
export function rehearsalPage(site: Site, view: RehearsalView): string {
  const { plan, names, rehearsal } = view;
  const title = names.plan === null ? plan : planWords(names.plan.document);
  return frame(site, {
    title: `Diễn tập ${title}`,
    crumbs: [
      { href: '/', label: 'Tổng quan' },
      { href: '/dien-tap', label: 'Diễn tập' },
    ],
    body: html`<h1>Diễn tập: ${title}</h1>
      ${names.plan === null ? '' : html`<p>${names.plan.document.title}</p>`} ${equality(rehearsal)}
      ${counts(rehearsal)} ${drafts(view)}
      <h2 id="thu">Thư trong năm</h2>
      ${filter(view)} ${monthsOf(view)} ${stillOpen(view)}`,
  });
}

/** The sentence that the whole rehearsal is for. */
function equality({ equalToPreview, difference, messages, envelopes }: Rehearsal): Html {
  if (equalToPreview) {
    return html`<p class="note good">
      <strong>Khớp hoàn toàn với bản xem trước.</strong> ${thousands(envelopes.length)} lá thư mà máy chủ thư nhận được,
      gồm ${thousands(messages.length)} lượt nhắc, đúng bằng những gì bản xem trước đã tính: cùng phút gửi, cùng việc,
      cùng loại thư, cùng người nhận.
    </p>`;
  }
  return html`<div class="note bad">
    <p><strong>Chưa khớp với bản xem trước:</strong> có ${count(difference.length)} chỗ khác.</p>
    <ul>
      ${difference.slice(0, 20).map((entry) => html`<li><code>${JSON.stringify(entry)}</code></li> `)}
    </ul>
  </div>`;
}

function counts({ workflows, virtualDays, realSeconds, obligations, rounds }: Rehearsal): Html {
  return html`<dl>
    <dt>Đã chạy</dt>
    <dd>${thousands(virtualDays)} ngày trong ${thousands(Math.round(realSeconds))} giây</dd>
    <dt>Quy trình</dt>
    <dd>${thousands(workflows)}, do máy chủ Temporal đếm</dd>
    <dt>Việc phải nộp</dt>
    <dd>${thousands(obligations.length)}</dd>
    <dt>Kỳ báo cáo</dt>
    <dd>${rounds.length}</dd>
  </dl>`;
}

function drafts({ plan, names, rehearsal, hasFile }: RehearsalView): Html {
  const links = (index: number): Html[] =>
    DRAFT_FORMATS.filter((format) => hasFile(index, format)).map(
      (format) =>
        html`<a href="${hrefOf('tai-dien-tap', `${plan}/${index}.${format}`)}"
          >${format === 'docx' ? 'Tải Word' : 'Tải Excel'}</a
        > `,
    );
  return html`<h2>Dự thảo tổng hợp đã lập</h2>
    ${
      rehearsal.consolidated.length === 0
        ? html`<p>Không có.</p>`
        : html`<ul class="steps">
            ${rehearsal.consolidated.map(
              ({ round, version, at, received, expected }, index) =>
                html`<li>
                  <strong>${roundName(names, round)}</strong>, bản ${version}: lập lúc ${longInstant(Date.parse(at))},
                  có ${received}/${expected} báo cáo. ${links(index)}
                </li> `,
            )}
          </ul>`
    }`;
}

function filter({ plan, names, rehearsal, organisation }: RehearsalView): Html {
  const known = [...new Set(rehearsal.messages.map((message) => message.organisation))]
    .map((id) => ({ id, name: bodyName(names, id) }))
    .sort((a, b) => a.name.localeCompare(b.name, 'vi'));
  return html`<form action="${hrefOf('dien-tap', plan)}#thu" method="get">
    <label>
      Chỉ xem thư về
      <select name="co-quan">
        <option value="">tất cả các cơ quan</option>
        ${known.map(({ id, name }) => html`<option value="${id}" ${id === organisation ? html`selected` : ''}>${name}</option> `)}
      </select>
    </label>
    <button>Xem</button>
  </form>`;
}

function stillOpen({ names, rehearsal }: RehearsalView): Html {
  const { open } = rehearsal;
  const matters = mattersOf(names, rehearsal);
  return html`<h2>Còn mở khi hết năm</h2>
    ${
      open.length === 0
        ? html`<p>Không còn việc nào.</p>`
        : html`<details>
            <summary>${count(open.length)} việc</summary>
            <ul>
              ${open.map((id) => html`<li>${matterLine(matters, id)}</li> `)}
            </ul>
          </details>`
    }`;
}
