import { html, type Html } from '../../domain/html.ts';
import { longInstant } from '../../domain/vietnamese.ts';
import type { CaughtMail } from './caught-mail.ts';
import { frame } from './frame.ts';

/** One message: as people see it, as text, and as it came. */
export function messagePage(mail: CaughtMail): string {
  return frame(
    mail.subject,
    html`<p><a href="/">← Hộp thư thử nghiệm</a></p>
      <h1>${mail.subject || '(không có tiêu đề)'}</h1>
      <dl>
        <dt>Từ</dt>
        <dd>${mail.from}</dd>
        <dt>Tới</dt>
        <dd>${mail.to.join(', ')}</dd>
        ${
          mail.cc.length > 0
            ? html`<dt>Đồng gửi</dt>
                <dd>${mail.cc.join(', ')}</dd>`
            : ''
        }
        <dt>Ngày của thư</dt>
        <dd>${longInstant(mail.at)}</dd>
        <dt>Máy nhận lúc</dt>
        <dd>${longInstant(mail.receivedAt)}</dd>
      </dl>
      ${letterFrame(mail)}
      <h2>Phần chữ</h2>
      <pre>${mail.text}</pre>
      ${entries(mail)} ${headers(mail)}
      <p><a href="/messages/${mail.id}/raw" download>Tải thư gốc (.eml)</a></p>`,
  );
}

/** For an address that leads nowhere. */
export function missingPage(): string {
  return frame(
    'Không tìm thấy thư',
    html`<h1>Không tìm thấy thư này</h1>
      <p>Thư có thể thuộc một lần chạy trước. <a href="/">Về danh sách thư</a></p>`,
  );
}

/** An empty `sandbox` allows nothing: no script, no form, no navigation of this page. */
function letterFrame(mail: CaughtMail): Html | string {
  if (mail.html === null) return '';
  return html`<iframe title="Nội dung thư" sandbox="" srcdoc="${mail.html}"></iframe>`;
}

function entries(mail: CaughtMail): Html | string {
  if (mail.entries.length === 0) return '';
  return html`<h2>Các việc trong thư</h2>
    <ul>
      ${mail.entries.map(
        (entry) => html`<li><code>${entry.obligation}</code>, thang ${entry.ladder}, nấc ${entry.rung}</li> `,
      )}
    </ul>`;
}

function headers(mail: CaughtMail): Html {
  return html`<details>
    <summary>Phần đầu thư</summary>
    <dl>
      ${mail.headers.map(
        (header) =>
          html`<dt>${header.name}</dt>
            <dd>${header.value}</dd> `,
      )}
    </dl>
  </details>`;
}
