import { html } from '../../domain/html.ts';
import { longInstant } from '../../domain/vietnamese.ts';
import { frame } from '../inbox/frame.ts';
import type { ReceivedMessage } from './received-message.ts';

const ROWS = [
  ['Nội dung', 'noi_dung'],
  ['Kế hoạch số', 'so_ke_hoach'],
  ['Gửi chậm nhất', 'ngay_gui'],
  ['Còn lại', 'con_lai'],
] as const;

/** All messages as a telephone would show them, newest first. */
export function messagesPage(messages: readonly ReceivedMessage[]): string {
  const newest = [...messages].sort((a, b) => b.at - a.at || b.receivedAt - a.receivedAt);
  return frame(
    'Zalo dùng thử',
    html`<h1>Zalo dùng thử</h1>
      <p class="quiet">Tin chỉ được giữ tại máy này, không gửi ra ngoài. Đang có ${messages.length} tin.</p>
      ${
        newest.length === 0
          ? html`<p>
              Chưa có tin nào. Tin xuất hiện ở đây khi một nấc mở hoặc nhắc lần cuối tới người đã đồng ý nhận.
            </p>`
          : newest.map(card)
      }`,
  );
}

const card = ({ phone, parameters, at }: ReceivedMessage) =>
  html`<h2>Nhắc thời gian gửi báo cáo</h2>
    <p class="quiet">Tới ${phone}, ${longInstant(at)}</p>
    <p>
      Kính gửi đồng chí ${parameters['ho_ten'] ?? ''}, đầu mối của ${parameters['don_vi'] ?? ''}. Đề nghị đơn vị gửi nội
      dung dưới đây theo kế hoạch.
    </p>
    <dl>
      ${ROWS.map(
        ([label, name]) =>
          html`<dt>${label}</dt>
            <dd>${parameters[name] ?? ''}</dd>`,
      )}
    </dl> `;
