import { line, paragraphs, type TextDefinition } from './definition.ts';

type Opening = 'ke_hoach' | 'co_quan' | 'quy_co_quan' | 'cac_noi_dung';

/** The sentence that asks; tone follows the relation. */
const opening = (to: string, body: string): TextDefinition<Opening> =>
  paragraphs({
    use: `Câu mở đầu thư nhắc, ${to}`,
    body,
    variables: ['ke_hoach', 'co_quan', 'quy_co_quan', 'cac_noi_dung'],
    must: ['ke_hoach'],
  });

const subject = (when: string, body: string) =>
  line({
    use: `Tiêu đề thư nhắc, ${when}`,
    body,
    variables: ['so_ke_hoach', 'noi_dung', 'han'],
    must: ['so_ke_hoach', 'noi_dung', 'han'],
  });

/** Before the date: the opening, seven and two working days before, the last morning. */
export const REMINDER_TEXTS = {
  'reminder.subject': subject('nội dung là báo cáo', '{{ so_ke_hoach }}: đề nghị gửi {{ noi_dung }}, {{ han }}'),
  'reminder.subject.duty': subject(
    'nội dung là nhiệm vụ phải làm',
    '{{ so_ke_hoach }}: đề nghị thực hiện {{ noi_dung }}, {{ han }}',
  ),
  'reminder.subject.mixed': subject(
    'có cả báo cáo và nhiệm vụ',
    '{{ so_ke_hoach }}: đề nghị thực hiện, gửi {{ noi_dung }}, {{ han }}',
  ),
  'reminder.subject.polite': subject(
    'gửi Mặt trận, đoàn thể, cấp trên và cơ quan được đề nghị phối hợp',
    '{{ so_ke_hoach }}: kính đề nghị phối hợp, cung cấp {{ noi_dung }}, {{ han }}',
  ),
  'reminder.subject.duty-polite': subject(
    'nội dung là nhiệm vụ, gửi Mặt trận, đoàn thể, cấp trên và cơ quan được đề nghị phối hợp',
    '{{ so_ke_hoach }}: kính đề nghị phối hợp thực hiện {{ noi_dung }}, {{ han }}',
  ),
  'reminder.subject.own': subject(
    'nội dung của chính cơ quan đầu mối',
    '{{ so_ke_hoach }}: đề nghị chuẩn bị {{ noi_dung }}, {{ han }}',
  ),
  'reminder.intro.subordinate': opening(
    'gửi sở, ban, ngành, phòng trực thuộc',
    'Thực hiện {{ ke_hoach }}, {{ co_quan }} trân trọng đề nghị {{ quy_co_quan }} chuẩn bị và gửi {{ cac_noi_dung }}:',
  ),
  'reminder.intro.vertical': opening(
    'gửi cơ quan ngành dọc',
    'Thực hiện {{ ke_hoach }}, {{ co_quan }} trân trọng đề nghị {{ quy_co_quan }} phối hợp, gửi {{ cac_noi_dung }}:',
  ),
  'reminder.intro.party-mass': opening(
    'gửi cơ quan Đảng, Mặt trận, đoàn thể và cơ quan được đề nghị phối hợp',
    'Thực hiện {{ ke_hoach }}, {{ co_quan }} kính đề nghị {{ quy_co_quan }} quan tâm phối hợp, cung cấp {{ cac_noi_dung }} để {{ co_quan }} tổng hợp:',
  ),
  'reminder.intro.lower': opening(
    'gửi chính quyền cấp dưới',
    'Thực hiện {{ ke_hoach }}, {{ co_quan }} trân trọng đề nghị {{ quy_co_quan }} chuẩn bị và gửi {{ cac_noi_dung }}:',
  ),
  'reminder.intro.superior': opening(
    'gửi cơ quan cấp trên',
    'Thực hiện {{ ke_hoach }}, {{ co_quan }} kính đề nghị {{ quy_co_quan }} quan tâm, cung cấp thông tin về {{ cac_noi_dung }} để {{ co_quan }} tổng hợp:',
  ),
  'reminder.intro.press': opening(
    'gửi cơ quan báo chí',
    'Thực hiện {{ ke_hoach }}, {{ co_quan }} trân trọng đề nghị {{ quy_co_quan }} phối hợp, gửi {{ cac_noi_dung }}:',
  ),
  'reminder.intro.duty': opening(
    'khi chỉ có nhiệm vụ phải làm',
    'Thực hiện {{ ke_hoach }}, {{ co_quan }} trân trọng đề nghị {{ quy_co_quan }} quan tâm triển khai {{ cac_noi_dung }}:',
  ),
  'reminder.intro.duty-polite': opening(
    'khi chỉ có nhiệm vụ, gửi Mặt trận, đoàn thể, cấp trên và cơ quan được đề nghị phối hợp',
    'Thực hiện {{ ke_hoach }}, {{ co_quan }} kính đề nghị {{ quy_co_quan }} quan tâm phối hợp thực hiện {{ cac_noi_dung }}:',
  ),
  'reminder.intro.own': opening(
    'nội dung của chính cơ quan đầu mối',
    'Thực hiện {{ ke_hoach }}, đề nghị đồng chí chuẩn bị {{ cac_noi_dung }} của {{ co_quan }}:',
  ),
  'reminder.morning': paragraphs({
    use: 'Thư sáng ngày cuối, gửi nơi có bản nháp chưa gửi',
    body: 'Bản nháp của {{ quy_co_quan }} đã được lưu và chưa gửi; hôm nay là ngày làm việc cuối cùng trong thời gian gửi.',
    variables: ['quy_co_quan'],
  }),
  'reminder.how-to': paragraphs({
    use: 'Cách gửi báo cáo',
    body: 'Cách gửi: văn bản ký số qua hệ thống quản lý văn bản (nơi nhận: {{ co_quan }}); {{ quy_co_quan }} có thể gửi kèm bản mềm, số liệu khi trả lời thư này. Số liệu chưa chốt xin ghi rõ “ước thực hiện”.',
    variables: ['co_quan', 'quy_co_quan'],
  }),
  'reminder.how-to.polite': paragraphs({
    use: 'Cách gửi, tới Mặt trận, đoàn thể, cấp trên và cơ quan được đề nghị phối hợp',
    body: 'Kết quả xin gửi bằng văn bản ký số qua hệ thống quản lý văn bản (nơi nhận: {{ co_quan }}), hoặc theo cách thuận tiện cho {{ quy_co_quan }}. Số liệu chưa chốt xin ghi rõ “ước thực hiện”.',
    variables: ['co_quan', 'quy_co_quan'],
  }),
  'reminder.duty-question': paragraphs({
    use: 'Câu hỏi về nhiệm vụ phải làm',
    body: 'Nhiệm vụ nêu trên đã hoàn thành chưa? Nếu đã hoàn thành, {{ de_nghi }} {{ quy_co_quan }} cho biết ngày hoàn thành và số, ngày văn bản (nếu có).',
    variables: ['quy_co_quan', 'de_nghi'],
  }),
  'reminder.duty-question.polite': paragraphs({
    use: 'Câu hỏi về nhiệm vụ, gửi Mặt trận, đoàn thể, cấp trên và cơ quan được đề nghị phối hợp',
    body: 'Nếu nhiệm vụ nêu trên đã hoàn thành, {{ de_nghi }} {{ quy_co_quan }} cho biết ngày hoàn thành và số, ngày văn bản (nếu có).',
    variables: ['quy_co_quan', 'de_nghi'],
  }),
  'reminder.answers': paragraphs({
    use: 'Cách trả lời thư nhắc',
    body: 'Nếu {{ quy_co_quan }} đã phát hành văn bản, xin trả lời thư này, cho biết số, ngày văn bản để {{ co_quan }} cập nhật. Trường hợp cần thêm thời gian hoặc thay đổi đầu mối, {{ de_nghi }} trao đổi theo thông tin dưới đây.',
    variables: ['quy_co_quan', 'co_quan', 'de_nghi'],
  }),
  'reminder.confirm-contact': paragraphs({
    use: 'Đề nghị xác nhận đầu mối, chỉ trong thư mở đầu',
    body: '{{ co_quan }} {{ de_nghi }} {{ quy_co_quan }} xác nhận đồng chí đầu mối theo dõi nêu ở đầu thư.',
    variables: ['co_quan', 'quy_co_quan', 'de_nghi'],
  }),
  'reminder.own-note': paragraphs({
    use: 'Lưu ý về nội dung của chính cơ quan đầu mối',
    body: 'Nội dung của cơ quan đầu mối do một đồng chí khác trong cơ quan xác nhận.',
  }),
};
