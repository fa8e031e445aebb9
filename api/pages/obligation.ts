import type { LadderRow } from '../../db/queries/obligation.ts';
import type { ResolvedDeadline } from '../../domain/deadline.ts';
import { html, type Html } from '../../domain/html.ts';
import { localDateOf } from '../../domain/time.ts';
import { longDate, MESSAGE_STATE_LABELS, RUNG_LABELS, STATE_LABELS, upperFirst } from '../../domain/vietnamese.ts';
import type { ObligationView } from '../routes/reading/obligation.ts';
import { frame, type Site } from './frame.ts';
import { factsPart, submissionsPart } from './obligation-facts.ts';
import { inTime, untilLabel } from './obligation-table.ts';
import { cell, dayOrDash, heads, hrefOf, planWords, readerWords, shortInstant, stateMark } from './words.ts';

/** One obligation: why its date is what it is, and all that was said and done about it. */
export function obligationPage(site: Site, view: ObligationView, restraints: readonly string[]): string {
  const { row, organisationName } = view.line;
  const up = { href: hrefOf('ke-hoach', row.plan), label: planWords(view.document) };
  const round =
    row.round === null ? [] : [{ href: hrefOf('ky-bao-cao', row.round), label: view.roundName ?? 'Kỳ báo cáo' }];
  return frame(site, {
    title: `${row.name}, ${organisationName}`,
    crumbs: [{ href: '/', label: 'Tổng quan' }, up, ...round],
    restraints,
    body: html`<h1>${row.name}</h1>
      <p><strong>${organisationName}</strong></p>
      ${summary(site, view)} ${why(view)} ${duties(view)} ${deadlines(view)} ${messages(view)} ${submissionsPart(view)}
      ${factsPart(view)}`,
  });
}

function summary(site: Site, { line, ladders }: ObligationView): Html {
  const { deadline, state } = line;
  const until = state === 'returned' ? ladders.at(-1)?.note?.until : undefined;
  return html`<dl>
    <dt>Trạng thái</dt>
    <dd>${stateMark(state)}</dd>
    ${
      until === undefined
        ? ''
        : html`<dt>Hoàn thiện chậm nhất</dt>
            <dd><strong>${longDate(until)}</strong></dd>`
    }
    ${deadline === null ? '' : daysPart(site, line, deadline)}
    ${
      line.row.silentUntil === null
        ? ''
        : html`<dt>Đơn vị hẹn gửi</dt>
            <dd>${longDate(line.row.silentUntil)}</dd>`
    }
  </dl>`;
}

function daysPart(site: Site, line: ObligationView['line'], deadline: ResolvedDeadline): Html {
  return html`<dt>${untilLabel(line)}</dt>
    <dd>${dayOrDash(deadline.targetDay)}</dd>
    <dt>Mốc mà văn bản nêu</dt>
    <dd>${dayOrDash(deadline.namedDay)}</dd>
    <dt>Ngày nhận</dt>
    <dd>${dayOrDash(line.row.receivedOn)}</dd>
    <dt>So với hạn</dt>
    <dd>${inTime(line, localDateOf(site.now))}</dd>`;
}

function why({ line: { deadline, row } }: ObligationView): Html {
  if (!deadline) {
    return html`<p class="note">
      Chưa có thời hạn: còn chờ ${row.event === null ? 'cơ quan đầu mối quyết định' : html`“${row.event}”`}.
    </p>`;
  }
  return html`<section class="note">
    <strong>Vì sao có ngày này</strong>
    <ol class="steps">
      ${deadline.why.map((sentence) => html`<li>${sentence}</li> `)}
    </ol>
  </section>`;
}

function duties({ items }: ObligationView): Html | string {
  if (items.length === 0) return '';
  return html`<h2>Nội dung phải có</h2>
    <ul class="steps">
      ${items.map(
        ({ item, state, movedTo }) =>
          html`<li>${item.title} <span class="quiet">(${itemState(state, movedTo)})</span></li> `,
      )}
    </ul>`;
}

/** What left is told where it is now. */
const itemState = (state: ObligationView['items'][number]['state'], movedTo: string | null): Html | string =>
  movedTo === null ? STATE_LABELS[state] : html`<a href="${hrefOf('viec', movedTo)}">${STATE_LABELS[state]}</a>`;

const REASONS: Readonly<Record<LadderRow['reason'], string>> = {
  submission: 'Đã gửi',
  opening: 'Khi mở việc',
  return: 'Đề nghị hoàn thiện',
  extension: 'Gia hạn',
  event: 'Sự kiện đã diễn ra',
  amendment: 'Điều chỉnh kế hoạch',
};

function deadlines({ line, ladders }: ObligationView): Html {
  const until = untilLabel(line);
  if (ladders.every(({ deadline }) => deadline === null)) return html``;
  return html`<h2>Các thời hạn đã áp dụng</h2>
    <table class="cards">
      ${heads(['Lý do', 'Áp dụng từ', until, 'Mốc', 'Căn cứ'])}
      <tbody>
        ${ladders.map((ladder, index) => deadlineRow(ladder, until, ladders[index - 1]?.number === ladder.number))}
      </tbody>
    </table>`;
}

/** A submission under review brings its own messages but no other date; a calendar may move the date of any. */
function deadlineRow({ reason, inForceFrom, deadline, note }: LadderRow, until: string, byCalendar: boolean): Html {
  if ((reason === 'submission' && !byCalendar) || deadline === null) return html``;
  const isReturn = reason === 'return';
  const basis = note?.basis === undefined ? note?.reason : `${note.reason} (căn cứ: ${note.basis})`;
  return html`<tr>
    ${cell('Lý do', byCalendar ? 'Lịch làm việc mới' : REASONS[reason])}
    ${cell('Áp dụng từ', shortInstant(inForceFrom), 'at')}
    ${cell(until, dayOrDash(isReturn && note ? note.until : deadline.targetDay))}
    ${cell('Mốc', isReturn ? '–' : dayOrDash(deadline.namedDay))}
    ${cell('Căn cứ', basis ?? `“${deadline.deadline.text}”`)}
  </tr> `;
}

/** What became of a message, with the way to its words. */
function fateCell({ envelope, state }: ObligationView['messages'][number]['row']): Html | string {
  const words = MESSAGE_STATE_LABELS[state];
  return envelope === null ? words : html`<a href="${hrefOf('thu', envelope)}">${words}</a>`;
}

function messages({ messages: sent, ahead }: ObligationView): Html {
  return html`<h2>Thư</h2>
    ${
      sent.length === 0
        ? html`<p>Chưa có thư nào.</p>`
        : html`<table class="cards">
            ${heads(['Thư', 'Lúc', 'Người nhận', 'Tình trạng'])}
            <tbody>
              ${sent.map(
                ({ row, reader }) =>
                  html`<tr>
                    ${cell('Thư', upperFirst(RUNG_LABELS[row.rung]))} ${cell('Lúc', shortInstant(row.sendAt))}
                    ${cell('Người nhận', readerWords(reader))} ${cell('Tình trạng', fateCell(row))}
                  </tr> `,
              )}
            </tbody>
          </table>`
    }
    ${
      ahead.length === 0
        ? ''
        : html`<h3>Sẽ gửi, nếu đến hôm đó vẫn còn cần</h3>
            <ul class="steps">
              ${ahead.map(({ id, at }) => html`<li>${upperFirst(longDate(localDateOf(at)))}: ${RUNG_LABELS[id]}</li> `)}
            </ul>`
    }`;
}
