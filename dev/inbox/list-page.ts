import { html, type Html } from '../../domain/html.ts';
import { longInstant } from '../../domain/vietnamese.ts';
import type { CaughtMail } from './caught-mail.ts';
import { frame } from './frame.ts';

const PER_PAGE = 50;

export interface ListView {
  mails: readonly CaughtMail[];
  recipient: string;
  page: number;
  smtpPort: number;
}

/** All messages, newest first, or those of one recipient. */
export function listPage({ mails, recipient, page, smtpPort }: ListView): string {
  const found = mails.filter((mail) => isFor(mail, recipient)).sort(newestFirst);
  const shown = found.slice((page - 1) * PER_PAGE, page * PER_PAGE);
  return frame(
    'Hộp thư thử nghiệm',
    html`<h1>Hộp thư thử nghiệm</h1>
      <p class="quiet">
        Thư chỉ được giữ tại máy này, không gửi ra ngoài. Đang có ${mails.length} thư; thời gian ghi theo ngày của thư.
      </p>
      ${mails.length === 0 ? noMail(smtpPort) : [search(mails, recipient), listOf(shown, recipient)]}
      ${pager(found.length, recipient, page)}`,
  );
}

function isFor(mail: CaughtMail, recipient: string): boolean {
  const wanted = recipient.toLowerCase();
  return [...mail.to, ...mail.cc].some((address) => address.toLowerCase().includes(wanted)) || wanted === '';
}

/** By business time: in a rehearsal a whole year is received within minutes. */
function newestFirst(a: CaughtMail, b: CaughtMail): number {
  return b.at - a.at || b.receivedAt - a.receivedAt || b.id.localeCompare(a.id);
}

function noMail(smtpPort: number): Html {
  return html`<h2>Chưa có thư nào</h2>
    <p>
      Thư xuất hiện ở đây khi đến giờ gửi buổi sáng của một kỳ báo cáo đang chạy, hoặc khi một chương trình gửi thư tới
      <code>smtp://127.0.0.1:${smtpPort}</code>. Hãy tải lại trang sau giờ gửi. Nếu vẫn trống, kiểm tra công tắc gửi
      thư: ở chế độ “tắt” hoặc “chạy thử” không có thư nào được chuyển đi.
    </p>`;
}

function search(mails: readonly CaughtMail[], recipient: string): Html {
  const known = [...new Set(mails.flatMap((mail) => mail.to))].sort().slice(0, 300);
  return html`<form action="/" method="get" role="search">
      <label>
        Người nhận
        <input
          name="recipient"
          type="search"
          list="recipients"
          value="${recipient}"
          placeholder="một phần địa chỉ thư"
        />
      </label>
      <button>Lọc</button>
      <datalist id="recipients">${known.map((address) => html`<option value="${address}"></option>`)}</datalist>
    </form>
    ${recipient ? html`<p><a href="/">Bỏ lọc, xem tất cả thư</a></p>` : ''}`;
}

function listOf(mails: readonly CaughtMail[], recipient: string): Html {
  if (mails.length === 0) return html`<p>Không có thư nào gửi tới “${recipient}”.</p>`;
  return html`<ol class="mails">
    ${mails.map(
      (mail) =>
        html`<li>
          <a href="/messages/${mail.id}">
            <strong>${mail.subject || '(không có tiêu đề)'}</strong>
            <span>Tới: ${mail.to.join(', ')}</span>
            <span>${longInstant(mail.at)}</span>
          </a>
        </li> `,
    )}
  </ol>`;
}

function pager(total: number, recipient: string, page: number): Html | string {
  const link = (to: number, label: string): Html =>
    html`<a href="/?recipient=${encodeURIComponent(recipient)}&page=${to}">${label}</a>`;
  if (total <= PER_PAGE) return '';
  return html`<nav aria-label="Trang">
    ${page > 1 ? link(page - 1, 'Mới hơn') : ''} ${page * PER_PAGE < total ? link(page + 1, 'Cũ hơn') : ''}
  </nav>`;
}
