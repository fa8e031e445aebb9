import { line, paragraphs } from './definition.ts';

/** Within the lead agency: lists, questions, its own date. */
export const LEAD_TEXTS = {
  'late-list.subject': line({
    use: 'Tiêu đề danh sách chưa gửi, cho chuyên viên của cơ quan đầu mối',
    body: '{{ so_ke_hoach }}: {{ so_don_vi }} đơn vị chưa gửi {{ noi_dung }}, đến {{ ngay }}',
    variables: ['so_ke_hoach', 'so_don_vi', 'noi_dung', 'ngay'],
    must: ['so_ke_hoach', 'so_don_vi', 'ngay'],
  }),
  'late-list.intro': paragraphs({
    use: 'Câu mở đầu danh sách chưa gửi',
    body: 'Đến {{ luc }}, {{ co_quan }} chưa nhận được nội dung của {{ so_don_vi }} cơ quan, đơn vị, địa phương sau:',
    variables: ['luc', 'co_quan', 'so_don_vi'],
    must: ['luc', 'so_don_vi'],
  }),
  'late-list.end': paragraphs({
    use: 'Câu kết danh sách chưa gửi',
    body: 'Từ nay không có thư tự động nào khác gửi tới các đơn vị trên; việc trao đổi tiếp theo do đồng chí thực hiện.',
  }),
  'late-head.subject': line({
    use: 'Tiêu đề thư xin ý kiến lãnh đạo cơ quan đầu mối',
    body: 'Xin ý kiến: {{ so_don_vi }} đơn vị chưa gửi {{ noi_dung }} ({{ so_ke_hoach }}), đến {{ ngay }}',
    variables: ['so_ke_hoach', 'so_don_vi', 'noi_dung', 'ngay'],
    must: ['so_ke_hoach', 'so_don_vi', 'ngay'],
  }),
  'late-head.intro': paragraphs({
    use: 'Câu mở đầu thư xin ý kiến lãnh đạo cơ quan đầu mối',
    body: 'Đến {{ luc }}, {{ co_quan }} chưa nhận được nội dung của {{ so_don_vi }} cơ quan, đơn vị, địa phương. Các lần đã trao đổi ghi sau từng đơn vị:',
    variables: ['luc', 'co_quan', 'so_don_vi'],
    must: ['luc', 'so_don_vi'],
  }),
  'late-head.consolidation': paragraphs({
    use: 'Thời điểm tổng hợp, trong thư xin ý kiến lãnh đạo',
    body: 'Thời gian dự kiến tổng hợp: {{ luc_tong_hop }}.',
    variables: ['luc_tong_hop'],
    must: ['luc_tong_hop'],
  }),
  'late-head.options': paragraphs({
    use: 'Các phương án xin ý kiến lãnh đạo',
    body: [
      'Kính xin ý kiến một trong các phương án:',
      '(1) Ký công văn đề nghị gửi nội dung còn thiếu: dự thảo công văn kèm theo thư này, để trống số và ngày.',
      '(2) Trao đổi trực tiếp với lãnh đạo các đơn vị.',
      '(3) Tổng hợp theo số liệu hiện có và bổ sung khi nhận được.',
      'Chưa có văn bản nào được gửi tới lãnh đạo các đơn vị; việc gửi do đồng chí quyết định.',
    ].join('\n'),
  }),
  'late.plan': paragraphs({
    use: 'Căn cứ, dưới mỗi đầu mục của danh sách chưa gửi',
    body: 'Theo {{ ke_hoach }}. {{ can_cu }}',
    variables: ['ke_hoach', 'can_cu'],
    must: ['ke_hoach'],
  }),
  'late.letters': line({
    use: 'Các lần đã gửi thư, sau tên mỗi đơn vị trong danh sách chưa gửi',
    body: 'Đã gửi thư: {{ cac_lan_gui }}.',
    variables: ['cac_lan_gui'],
    must: ['cac_lan_gui'],
  }),
  'late.no-letters': line({
    use: 'Khi chưa gửi thư nào, sau tên đơn vị trong danh sách chưa gửi',
    body: 'Chưa có thư nào gửi tới đơn vị.',
  }),
  'lead-due.subject': line({
    use: 'Tiêu đề thư nhắc ngày của chính cơ quan đầu mối',
    body: '{{ so_ke_hoach }}: {{ noi_dung }} của {{ co_quan }}, {{ han }}',
    variables: ['so_ke_hoach', 'noi_dung', 'co_quan', 'han'],
    must: ['so_ke_hoach', 'noi_dung', 'han'],
  }),
  'lead-due.intro': paragraphs({
    use: 'Câu mở đầu thư nhắc ngày của chính cơ quan đầu mối',
    body: 'Nội dung {{ co_quan }} phải trình, phát hành:',
    variables: ['co_quan'],
  }),
  'lead-due.end': paragraphs({
    use: 'Lưu ý về dự thảo, trong thư nhắc ngày của chính cơ quan đầu mối',
    body: 'Bản tổng hợp vẫn là dự thảo cho đến khi ghi nhận số, ngày, người ký và tệp đã ký; trước đó không gửi bản mềm.',
  }),
  'review.subject': line({
    use: 'Tiêu đề danh sách chờ rà soát',
    body: '{{ so_ke_hoach }}: {{ so_noi_dung }} nội dung đang chờ rà soát, đến {{ ngay }}',
    variables: ['so_ke_hoach', 'so_noi_dung', 'ngay'],
    must: ['so_ke_hoach', 'so_noi_dung', 'ngay'],
  }),
  'review.intro': paragraphs({
    use: 'Câu mở đầu danh sách chờ rà soát',
    body: '{{ so_noi_dung }} nội dung sau đã gửi tới {{ co_quan }} và đang chờ rà soát:',
    variables: ['so_noi_dung', 'co_quan'],
    must: ['so_noi_dung'],
  }),
  'review.end': paragraphs({
    use: 'Câu kết danh sách chờ rà soát',
    body: 'Đề nghị đồng chí bố trí người rà soát để đơn vị kịp hoàn thiện nếu cần; có thể chấp nhận kèm lưu ý.',
  }),
  'event-question.subject': line({
    use: 'Tiêu đề thư hỏi về sự kiện',
    body: '{{ so_ke_hoach }}: đã có {{ su_kien }} chưa? ({{ ngay }})',
    variables: ['so_ke_hoach', 'su_kien', 'ngay'],
    must: ['so_ke_hoach', 'su_kien', 'ngay'],
  }),
  'event-question.intro': paragraphs({
    use: 'Câu mở đầu thư hỏi về sự kiện',
    body: 'Các nội dung sau chưa xác định được thời gian vì còn chờ sự kiện. Đề nghị đồng chí cho biết:',
  }),
  'event-question.question': line({
    use: 'Câu hỏi về một sự kiện',
    body: 'Đã có {{ su_kien }} chưa?',
    variables: ['su_kien'],
    must: ['su_kien'],
  }),
  'event-question.end': paragraphs({
    use: 'Câu kết thư hỏi về sự kiện',
    body: 'Nếu đã có, đề nghị ghi nhận ngày và số văn bản; thời gian thực hiện sẽ được đề xuất theo ngày đó.',
  }),
};
