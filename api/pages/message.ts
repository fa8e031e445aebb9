import { html } from '../../domain/html.ts';
import { frame, type Site } from './frame.ts';

/** For an address that leads nowhere. */
export function missingPage(site: Site): string {
  return frame(site, {
    title: 'Không tìm thấy trang',
    crumbs: [{ href: '/', label: 'Tổng quan' }],
    body: html`<h1>Không tìm thấy trang này</h1>
      <p>Địa chỉ có thể đã gõ sai, hoặc kế hoạch, kỳ báo cáo này không có ở đây. Hãy đi từ trang tổng quan.</p>`,
  });
}

/** For what a rule refuses; the rule's own sentence says why. */
export function refusalPage(site: Site, sentence: string): string {
  return frame(site, {
    title: 'Không thực hiện được',
    crumbs: [{ href: '/', label: 'Tổng quan' }],
    body: html`<h1>Không thực hiện được</h1>
      <p>${sentence}</p>`,
  });
}

/** For trouble of ours: the code finds it in the log, and nothing else of it leaves. */
export function troublePage(site: Site, sentence: string): string {
  return frame(site, {
    title: 'Có lỗi của hệ thống',
    body: html`<h1>Có lỗi của hệ thống</h1>
      <p>${sentence}</p>
      <p>Hãy tải lại trang sau ít phút. Nếu vẫn vậy, báo mã này cho người quản trị.</p>`,
  });
}
