import { html, type Html } from '../../domain/html.ts';
import type { Instant } from '../../domain/time.ts';
import { longInstant } from '../../domain/vietnamese.ts';

/** What every page says besides its own matter. */
export interface Site {
  /** Business time: what the pages call now. */
  now: Instant;
  /** Real now less business now; 0 in production. */
  clockShift: number;
  /** The trial inbox, where there is one. */
  inboxUrl: string | null;
}

export interface Page {
  title: string;
  /** The way back, the farthest first. */
  crumbs?: { href: string; label: string }[];
  /** Why not every message leaves, a sentence each. */
  restraints?: readonly string[];
  body: Html;
}

/** A whole page. */
export function frame(site: Site, { title, crumbs = [], restraints = [], body }: Page): string {
  return html`<!doctype html>
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · Đôn Đốc</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/kieu.css" />
      </head>
      <body>
        <nav class="site" aria-label="Trang chính">
          <a href="/"><strong>Đôn Đốc</strong></a>
          <a href="/">Tổng quan</a>
          <a href="/viec-cho-quyet-dinh">Chờ quyết định</a>
          <a href="/dien-tap">Diễn tập</a>
          ${site.inboxUrl === null ? '' : html`<a href="${site.inboxUrl}">Hộp thư thử nghiệm</a>`}
        </nav>
        ${clockNote(site)} ${restraints.length === 0 ? '' : sendingNote(restraints)}
        ${crumbs.length === 0 ? '' : crumbLine(crumbs)}
        <main>${body}</main>
        <footer>Chỉ để xem: các trang này không thay đổi dữ liệu. Lập lúc ${longInstant(site.now)}.</footer>
      </body>
    </html> `.markup;
}

/** Nobody may take a demonstration's date for today's. */
function clockNote({ now, clockShift }: Site): Html | string {
  if (clockShift === 0) return '';
  return html`<p class="clock" role="note">
    <strong>Đồng hồ trình diễn.</strong> Hệ thống đang chạy như thể bây giờ là <strong>${longInstant(now)}</strong>,
    không phải giờ thật. Mọi ngày giờ trên các trang đều theo đồng hồ này.
  </p>`;
}

/** Nobody may believe that letters go out which do not. */
function sendingNote(restraints: readonly string[]): Html {
  return html`<section class="note bad" aria-label="Tình trạng gửi thư">
    <strong>Gửi thư.</strong> ${restraints.map((sentence) => html`<p>${sentence}</p> `)}
  </section>`;
}

function crumbLine(crumbs: { href: string; label: string }[]): Html {
  return html`<nav class="crumbs" aria-label="Đường dẫn">
    ${crumbs.map(({ href, label }, index) => html`${index === 0 ? '←' : '›'} <a href="${href}">${label}</a> `)}
  </nav>`;
}
