import { html, type Html } from '../../domain/html.ts';
import { longDate, shortDate } from '../../domain/vietnamese.ts';
import type { FactRow, ObligationView, SubmissionRow } from '../routes/reading/obligation.ts';
import { cell, heads, shortInstant } from './words.ts';

/** What was handed in, version by version. */
export function submissionsPart({ submissions }: ObligationView): Html {
  return html`<h2>Báo cáo đã gửi</h2>
    ${
      submissions.length === 0
        ? html`<p>Chưa nhận được báo cáo.</p>`
        : html`<table class="cards">
            ${heads(['Lần', 'Ngày nhận', 'Văn bản', 'Gồm', 'Nhập vào hệ thống'])}
            <tbody>
              ${submissions.map(submissionRow)}
            </tbody>
          </table>`
    }`;
}

function submissionRow({ version, content, receivedOn, submittedAt, submittedBy }: SubmissionRow): Html {
  const { official } = content;
  const paper = official
    ? `Số ${official.number} ngày ${shortDate(official.date)}, ${official.signer} ký, gửi qua ${official.channel}`
    : 'chưa có văn bản chính thức';
  const done = content.doneOn === null ? '' : `Hoàn thành ngày ${shortDate(content.doneOn)}. `;
  return html`<tr>
    ${cell('Lần', `Lần ${version}`, 'at')} ${cell('Ngày nhận', longDate(receivedOn))} ${cell('Văn bản', paper)}
    ${cell('Gồm', `${done}${content.product ?? `${content.figures.length} số liệu, ${content.lines.length} nội dung`}`)}
    ${cell('Nhập vào hệ thống', `${shortInstant(submittedAt)}, ${submittedBy}`)}
  </tr> `;
}

/** Who decided what, and when. */
export function factsPart({ facts }: ObligationView): Html {
  return html`<h2>Ai đã làm gì</h2>
    ${
      facts.length === 0
        ? html`<p>Chưa có thao tác nào của người dùng.</p>`
        : html`<table class="cards">
            ${heads(['Việc', 'Lúc', 'Người thực hiện'])}
            <tbody>
              ${facts.map(
                (fact) =>
                  html`<tr>
                    ${cell('Việc', factWords(fact))} ${cell('Lúc', shortInstant(fact.at), 'at')}
                    ${cell('Người thực hiện', fact.by)}
                  </tr> `,
              )}
            </tbody>
          </table>`
    }`;
}

/** Facts that have no more to say than their name. */
const KINDS: Readonly<Record<string, string>> = {
  reassign: 'Chuyển cơ quan thực hiện',
  waive: 'Miễn gửi',
  amend: 'Điều chỉnh',
  cancel: 'Hủy',
};

/** The act with what it turned on; a kind that is not known here stands under its own name rather than unseen. */
function factWords({ kind, payload }: FactRow): string {
  const said = (key: string): string => (typeof payload[key] === 'string' ? payload[key] : '');
  const day = (key: string): string => (/^\d{4}-\d\d-\d\d$/.test(said(key)) ? shortDate(said(key)) : said(key));
  switch (kind) {
    case 'submit':
      return `Gửi báo cáo lần ${String(payload['submission'])}, ghi nhận ngày ${day('receivedOn')}`;
    case 'declarePaper':
      return `Khai văn bản số ${said('number')} ngày ${day('date')}, ghi nhận ngày ${day('receivedOn')}`;
    case 'review':
      return said('outcome') === 'accepted'
        ? 'Chấp nhận'
        : `Đề nghị hoàn thiện trước hết ngày ${day('until')}: ${said('reason')}`;
    case 'extend':
      return `Gia hạn đến ngày ${day('until')}: ${said('reason')} (căn cứ: ${said('basis')})`;
    case 'recordEvent':
      return `Ghi nhận “${said('event')}” diễn ra ngày ${day('on')}, thời hạn ${day('due')}`;
    case 'calendar':
      return `Công bố lịch làm việc bản ${String(payload['version'])} (căn cứ: ${said('basis')})`;
    default:
      return KINDS[kind] ?? kind;
  }
}
