import { line, paragraphs } from './definition.ts';

const title = (when: string, body: string) =>
  line({
    use: `Tên sự kiện trong tệp lịch, ${when}`,
    body,
    variables: ['noi_dung', 'so_ke_hoach'],
    must: ['noi_dung', 'so_ke_hoach'],
  });

/** What a calendar shows of the date: a title, and the words behind it. */
export const CALENDAR_TEXTS = {
  'calendar.title': title('báo cáo phải gửi', 'Gửi {{ noi_dung }} ({{ so_ke_hoach }})'),
  'calendar.title.duty': title('nhiệm vụ phải làm', 'Hoàn thành {{ noi_dung }} ({{ so_ke_hoach }})'),
  'calendar.title.returned': title('nội dung phải hoàn thiện', 'Hoàn thiện {{ noi_dung }} ({{ so_ke_hoach }})'),
  'calendar.title.lead-due': title('văn bản của cơ quan đầu mối', 'Phát hành {{ noi_dung }} ({{ so_ke_hoach }})'),
  'calendar.description': paragraphs({
    use: 'Phần mô tả của sự kiện trong tệp lịch',
    body: [
      'Cơ quan đầu mối: {{ ten_co_quan }}. {{ can_cu }}',
      'Thông tin phối hợp: {{ can_bo }}{% if dien_thoai %}, điện thoại {{ dien_thoai }}{% endif %}.',
      'Nếu đã gửi hoặc đã hoàn thành, xin bỏ qua.',
    ].join('\n'),
    variables: ['ten_co_quan', 'can_cu', 'can_bo', 'dien_thoai'],
  }),
};
