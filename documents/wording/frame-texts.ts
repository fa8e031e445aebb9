import { line, paragraphs } from './definition.ts';

/** Greeting and end, the same in every letter. */
export const FRAME_TEXTS = {
  'salutation.member': line({
    use: 'Lời kính gửi cơ quan, đơn vị, địa phương',
    body: 'Kính gửi: {{ don_vi }} ({{ nguoi_nhan }})',
    variables: ['don_vi', 'nguoi_nhan'],
    must: ['don_vi', 'nguoi_nhan'],
  }),
  'salutation.front': line({
    use: 'Lời kính gửi Ủy ban Mặt trận Tổ quốc',
    body: 'Kính gửi: Ban Thường trực {{ don_vi }} ({{ nguoi_nhan }})',
    variables: ['don_vi', 'nguoi_nhan'],
    must: ['don_vi', 'nguoi_nhan'],
  }),
  'salutation.head': line({
    use: 'Lời kính gửi lãnh đạo cơ quan, đơn vị',
    body: 'Kính gửi: Đồng chí {{ nguoi_nhan }}',
    variables: ['nguoi_nhan'],
    must: ['nguoi_nhan'],
  }),
  'salutation.lead': line({
    use: 'Lời kính gửi cán bộ của cơ quan đầu mối',
    body: 'Kính gửi: {{ nguoi_nhan }}',
    variables: ['nguoi_nhan'],
    must: ['nguoi_nhan'],
  }),
  'salutation.lead-head': line({
    use: 'Lời kính báo cáo lãnh đạo cơ quan đầu mối',
    body: 'Kính báo cáo: {{ nguoi_nhan }}',
    variables: ['nguoi_nhan'],
    must: ['nguoi_nhan'],
  }),
  'salutation.through': line({
    use: 'Dòng “qua” người đọc trước, trong thư trình lãnh đạo cơ quan đầu mối',
    body: 'Qua: {{ nguoi_nhan }}',
    variables: ['nguoi_nhan'],
    must: ['nguoi_nhan'],
  }),
  'calendar.note': paragraphs({
    use: 'Câu báo có tệp lịch kèm thư (thư mở đầu, và thư đầu tiên sau khi ngày thay đổi)',
    body: 'Kèm thư là tệp lịch (lich.ics): mở tệp để ghi thời gian nêu trên vào lịch công tác.',
  }),
  'closing.contact': paragraphs({
    use: 'Người phụ trách để liên hệ, ở cuối thư',
    body: 'Thông tin phối hợp: {{ can_bo }}, {{ ten_co_quan }}{% if dien_thoai %}, điện thoại {{ dien_thoai }}{% endif %}.',
    variables: ['can_bo', 'ten_co_quan', 'dien_thoai'],
    must: ['can_bo', 'dien_thoai'],
  }),
  'closing.thanks': paragraphs({
    use: 'Lời cảm ơn, thư gửi cơ quan, đơn vị, địa phương',
    body: 'Trân trọng cảm ơn sự phối hợp của {{ quy_co_quan }}./.',
    variables: ['quy_co_quan'],
  }),
  'closing.lead': paragraphs({ use: 'Lời kết, thư trong cơ quan đầu mối', body: 'Trân trọng./.' }),
  'closing.lead-head': paragraphs({
    use: 'Lời kết, thư xin ý kiến lãnh đạo cơ quan đầu mối',
    body: 'Kính trình đồng chí xem xét, cho ý kiến./.',
  }),
  'closing.note': paragraphs({
    use: 'Ghi chú dưới cùng của mọi thư',
    body: 'Thư này phục vụ phối hợp công tác, không thay thế văn bản hành chính.',
  }),
  'subject.more': line({
    use: 'Phần cuối tiêu đề, khi thư còn nội dung loại khác',
    body: 'và {{ so_noi_dung }} nội dung khác',
    variables: ['so_noi_dung'],
    must: ['so_noi_dung'],
  }),
  'heading.late-head': line({
    use: 'Đầu mục trong thư nhiều loại nội dung',
    body: 'Xin ý kiến về các đơn vị chưa gửi',
  }),
  'heading.head-letter': line({
    use: 'Đầu mục trong thư nhiều loại nội dung',
    body: 'Nội dung kính đề nghị chỉ đạo',
  }),
  'heading.late-list': line({ use: 'Đầu mục trong thư nhiều loại nội dung', body: 'Các đơn vị chưa gửi' }),
  'heading.returned': line({ use: 'Đầu mục trong thư nhiều loại nội dung', body: 'Nội dung đề nghị hoàn thiện' }),
  'heading.late-member': line({ use: 'Đầu mục trong thư nhiều loại nội dung', body: 'Nội dung chưa nhận được' }),
  'heading.reminder': line({ use: 'Đầu mục trong thư nhiều loại nội dung', body: 'Nội dung đề nghị chuẩn bị và gửi' }),
  'heading.lead-due': line({ use: 'Đầu mục trong thư nhiều loại nội dung', body: 'Nội dung phải trình, phát hành' }),
  'heading.review': line({ use: 'Đầu mục trong thư nhiều loại nội dung', body: 'Nội dung chờ rà soát' }),
  'heading.event-question': line({ use: 'Đầu mục trong thư nhiều loại nội dung', body: 'Sự kiện đang chờ' }),
  'heading.catch-up': line({ use: 'Đầu mục trong thư nhiều loại nội dung', body: 'Thông tin chung' }),
};
