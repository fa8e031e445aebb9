import { html, type Html } from '../../domain/html.ts';
import { longDate, shortDate } from '../../domain/vietnamese.ts';
import type { ObligationView, SubmissionRow } from '../routes/reading/obligation.ts';
import { factWordsWith } from './fact-words.ts';
import { cell, heads, shortInstant } from './words.ts';

/** What was handed in, version by version. */
export function submissionsPart({ submissions, names }: ObligationView): Html {
  return html`<h2>Báo cáo đã gửi</h2>
    ${
      submissions.length === 0
        ? html`<p>Chưa nhận được báo cáo.</p>`
        : html`<table class="cards">
            ${heads(['Lần', 'Ngày nhận', 'Văn bản', 'Gồm', 'Nhập vào hệ thống'])}
            <tbody>
              ${submissions.map((submission) => submissionRow(submission, names))}
            </tbody>
          </table>`
    }`;
}

function submissionRow(
  { version, content, receivedOn, submittedAt, submittedBy }: SubmissionRow,
  names: ObligationView['names'],
): Html {
  const { official } = content;
  const paper = official
    ? `Số ${official.number} ngày ${shortDate(official.date)}, ${official.signer} ký, gửi qua ${official.channel}`
    : 'chưa có văn bản chính thức';
  const { onBehalf } = content;
  const sender = onBehalf
    ? ` (${names.get(onBehalf.organisation) ?? onBehalf.organisation} nộp thay, căn cứ: ${onBehalf.basis})`
    : '';
  const done = content.doneOn === null ? '' : `Hoàn thành ngày ${shortDate(content.doneOn)}. `;
  return html`<tr>
    ${cell('Lần', `Lần ${version}`, 'at')} ${cell('Ngày nhận', longDate(receivedOn))}
    ${cell('Văn bản', `${paper}${sender}`)}
    ${cell('Gồm', `${done}${content.product ?? `${content.figures.length} số liệu, ${content.lines.length} nội dung`}`)}
    ${cell('Nhập vào hệ thống', `${shortInstant(submittedAt)}, ${submittedBy}`)}
  </tr> `;
}

/** Who decided what, and when. */
export function factsPart({ facts, items, names }: ObligationView): Html {
  const words = factWordsWith({ names, titles: new Map(items.map(({ item }) => [item.id, item.title])) });
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
                    ${cell('Việc', words(fact))} ${cell('Lúc', shortInstant(fact.at), 'at')}
                    ${cell('Người thực hiện', fact.by)}
                  </tr> `,
              )}
            </tbody>
          </table>`
    }`;
}
