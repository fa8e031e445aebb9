import { line, paragraphs } from './definition.ts';

/** To a member after its date, after a return, and in place of several letters. */
export const MEMBER_TEXTS = {
  'late-member.subject': line({
    use: 'Tiêu đề thư báo chưa nhận được, gửi đầu mối của đơn vị',
    body: '{{ so_ke_hoach }}: đến nay chưa nhận được {{ noi_dung }} (thời gian đã nêu: {{ ngay }})',
    variables: ['so_ke_hoach', 'noi_dung', 'ngay'],
    must: ['so_ke_hoach', 'noi_dung', 'ngay'],
  }),
  'late-member.intro': paragraphs({
    use: 'Câu mở đầu thư báo chưa nhận được báo cáo',
    body: 'Thực hiện {{ ke_hoach }}, đến nay ({{ luc }}) {{ co_quan }} chưa nhận được {{ cac_noi_dung }} của {{ quy_co_quan }}:',
    variables: ['ke_hoach', 'luc', 'co_quan', 'cac_noi_dung', 'quy_co_quan'],
    must: ['ke_hoach', 'luc'],
  }),
  'late-member.intro.duty': paragraphs({
    use: 'Câu mở đầu thư báo chưa nhận được thông tin về nhiệm vụ',
    body: 'Thực hiện {{ ke_hoach }}, đến nay ({{ luc }}) {{ co_quan }} chưa nhận được thông tin về {{ cac_noi_dung }} của {{ quy_co_quan }}:',
    variables: ['ke_hoach', 'luc', 'co_quan', 'cac_noi_dung', 'quy_co_quan'],
    must: ['ke_hoach', 'luc'],
  }),
  'late-member.intro.own': paragraphs({
    use: 'Câu mở đầu thư báo chưa có thông tin về nội dung của chính cơ quan đầu mối',
    body: 'Thực hiện {{ ke_hoach }}, đến nay ({{ luc }}) chưa có thông tin về {{ cac_noi_dung }} của {{ co_quan }}:',
    variables: ['ke_hoach', 'luc', 'co_quan', 'cac_noi_dung'],
    must: ['ke_hoach', 'luc'],
  }),
  'late-member.answers': paragraphs({
    use: 'Cách trả lời thư báo chưa nhận được',
    body: 'Nếu {{ quy_co_quan }} đã gửi hoặc đã phát hành văn bản, rất mong thông cảm và cho biết số, ngày văn bản để đối chiếu. Trường hợp cần thêm thời gian, {{ de_nghi }} cho biết ngày dự kiến gửi.',
    variables: ['quy_co_quan', 'de_nghi'],
  }),
  'late-member.consolidation': paragraphs({
    use: 'Thời điểm tổng hợp, trong thư báo chưa nhận được',
    body: '{{ co_quan }} dự kiến tổng hợp vào {{ luc_tong_hop }}; nội dung đến sau thời điểm này sẽ được bổ sung khi nhận được.',
    variables: ['co_quan', 'luc_tong_hop'],
    must: ['luc_tong_hop'],
  }),
  'head-letter.subject': line({
    use: 'Tiêu đề thư gửi lãnh đạo đơn vị (chỉ gửi khi có người của cơ quan đầu mối quyết định)',
    body: '{{ so_ke_hoach }}: kính đề nghị chỉ đạo gửi {{ noi_dung }} (thời gian đã nêu: {{ ngay }})',
    variables: ['so_ke_hoach', 'noi_dung', 'ngay'],
    must: ['so_ke_hoach', 'noi_dung', 'ngay'],
  }),
  'head-letter.intro': paragraphs({
    use: 'Câu mở đầu thư gửi lãnh đạo đơn vị',
    body: 'Thực hiện {{ ke_hoach }}, đến {{ luc }} {{ co_quan }} chưa nhận được {{ cac_noi_dung }} của {{ quy_co_quan }}:',
    variables: ['ke_hoach', 'luc', 'co_quan', 'cac_noi_dung', 'quy_co_quan'],
    must: ['ke_hoach', 'luc'],
  }),
  'head-letter.ask': paragraphs({
    use: 'Lời đề nghị lãnh đạo đơn vị, khi còn kịp tổng hợp',
    body: 'Để kịp tổng hợp, kính đề nghị đồng chí quan tâm chỉ đạo gửi trước {{ luc_tong_hop }}; sau thời điểm này {{ co_quan }} sẽ tổng hợp theo số liệu hiện có và bổ sung khi nhận được.',
    variables: ['luc_tong_hop', 'co_quan'],
    must: ['luc_tong_hop'],
  }),
  'head-letter.ask-soon': paragraphs({
    use: 'Lời đề nghị lãnh đạo đơn vị, khi đã qua thời điểm tổng hợp',
    body: 'Kính đề nghị đồng chí quan tâm chỉ đạo sớm gửi; nội dung nhận được sẽ được bổ sung vào báo cáo.',
  }),
  'head-letter.answers': paragraphs({
    use: 'Lời cuối thư gửi lãnh đạo đơn vị',
    body: 'Nếu {{ quy_co_quan }} đã phát hành văn bản, xin cho biết số, ngày để đối chiếu; rất mong đồng chí thông cảm nếu thư này đến sau văn bản của {{ quy_co_quan }}.',
    variables: ['quy_co_quan'],
  }),
  'returned.subject': line({
    use: 'Tiêu đề thư đề nghị hoàn thiện một số nội dung',
    body: '{{ so_ke_hoach }}: {{ de_nghi }} hoàn thiện {{ so_noi_dung }} nội dung trong {{ noi_dung }} của {{ don_vi }}, chậm nhất {{ ngay }}',
    variables: ['so_ke_hoach', 'de_nghi', 'so_noi_dung', 'noi_dung', 'don_vi', 'ngay'],
    must: ['so_ke_hoach', 'noi_dung', 'ngay'],
  }),
  'returned.subject.whole': line({
    use: 'Tiêu đề thư đề nghị hoàn thiện toàn bộ',
    body: '{{ so_ke_hoach }}: {{ de_nghi }} hoàn thiện {{ noi_dung }} của {{ don_vi }}, chậm nhất {{ ngay }}',
    variables: ['so_ke_hoach', 'de_nghi', 'noi_dung', 'don_vi', 'ngay'],
    must: ['so_ke_hoach', 'noi_dung', 'ngay'],
  }),
  'returned.intro': paragraphs({
    use: 'Câu mở đầu thư đề nghị hoàn thiện một số nội dung',
    body: '{{ co_quan }} đã nhận {{ noi_dung }} của {{ quy_co_quan }} theo {{ ke_hoach }} và trân trọng cảm ơn. Qua rà soát, {{ de_nghi }} {{ quy_co_quan }} hoàn thiện:',
    variables: ['co_quan', 'noi_dung', 'quy_co_quan', 'ke_hoach', 'de_nghi'],
    must: ['noi_dung', 'ke_hoach'],
  }),
  'returned.intro.whole': paragraphs({
    use: 'Câu mở đầu thư đề nghị hoàn thiện toàn bộ',
    body: '{{ co_quan }} đã nhận {{ noi_dung }} của {{ quy_co_quan }} theo {{ ke_hoach }} và trân trọng cảm ơn. Qua rà soát, {{ de_nghi }} {{ quy_co_quan }} hoàn thiện theo ý kiến dưới đây.',
    variables: ['co_quan', 'noi_dung', 'quy_co_quan', 'ke_hoach', 'de_nghi'],
    must: ['noi_dung', 'ke_hoach'],
  }),
  'returned.eve': paragraphs({
    use: 'Câu mở đầu thư nhắc hoàn thiện, trước ngày đề nghị một ngày làm việc',
    body: 'Về {{ noi_dung }} của {{ quy_co_quan }} theo {{ ke_hoach }}, {{ co_quan }} xin nhắc lại nội dung {{ de_nghi }} {{ quy_co_quan }} hoàn thiện:',
    variables: ['noi_dung', 'quy_co_quan', 'ke_hoach', 'co_quan', 'de_nghi'],
    must: ['noi_dung', 'ke_hoach'],
  }),
  'returned.moved': paragraphs({
    use: 'Câu mở đầu khi thời gian hoàn thiện được điều chỉnh',
    body: 'Về {{ noi_dung }} của {{ quy_co_quan }} theo {{ ke_hoach }}, thời gian hoàn thiện được điều chỉnh đến hết {{ ngay }} (theo {{ van_ban }}). Nội dung {{ de_nghi }} {{ quy_co_quan }} hoàn thiện:',
    variables: ['noi_dung', 'quy_co_quan', 'ke_hoach', 'ngay', 'van_ban', 'de_nghi'],
    must: ['noi_dung', 'ke_hoach', 'ngay'],
  }),
  'returned.reason': paragraphs({
    use: 'Ý kiến của người rà soát',
    body: 'Ý kiến của người rà soát: “{{ y_kien }}”',
    variables: ['y_kien'],
    must: ['y_kien'],
  }),
  'returned.others': paragraphs({
    use: 'Lưu ý khi chỉ một số nội dung cần hoàn thiện',
    body: 'Các nội dung khác đã được tiếp nhận, không phải gửi lại. Văn bản ký số chỉ phát hành lại nếu số liệu trong văn bản thay đổi.',
  }),
  'returned.until': paragraphs({
    use: 'Thời gian hoàn thiện',
    body: 'Thời gian đề nghị: chậm nhất {{ ngay }}. {% if ngay_nhan %}Nội dung đã gửi vẫn được ghi nhận ngày đến là {{ ngay_nhan }}.{% else %}Ngày nhận đã được ghi nhận trước đây giữ nguyên.{% endif %}',
    variables: ['ngay', 'ngay_nhan'],
    must: ['ngay'],
  }),
  'catch-up.subject': line({
    use: 'Tiêu đề thư gộp, thay cho các thư của những ngày không gửi được',
    body: '{{ so_ke_hoach }}: thông tin chung về {{ noi_dung }}, {{ han }}',
    variables: ['so_ke_hoach', 'noi_dung', 'han'],
    must: ['so_ke_hoach', 'noi_dung', 'han'],
  }),
  'catch-up.intro': paragraphs({
    use: 'Câu mở đầu thư gộp',
    body: '{{ co_quan }} xin gửi một thư thông tin chung về {{ cac_noi_dung }}, thay cho các thư của những ngày vừa qua:',
    variables: ['co_quan', 'cac_noi_dung'],
  }),
  'catch-up.answers': paragraphs({
    use: 'Cách trả lời thư gộp',
    body: 'Nếu {{ quy_co_quan }} đã gửi hoặc đã hoàn thành, {{ de_nghi }} trả lời thư này, cho biết số, ngày văn bản. Trường hợp cần thêm thời gian, {{ de_nghi }} cho biết ngày dự kiến.',
    variables: ['quy_co_quan', 'de_nghi'],
  }),
};
