/** What a text may name. The same name means the same in every text that has it. */
interface Variable {
  /** For the official who edits a text. */
  meaning: string;
  example: string;
  /** It may be empty: then a text asks `{% if … %}`. */
  optional?: true;
}

export const VARIABLES = {
  so_ke_hoach: { meaning: 'ký hiệu ngắn của kế hoạch, dùng trong tiêu đề', example: 'KH 123/KH-UBND' },
  ke_hoach: {
    meaning: 'kế hoạch: nêu đầy đủ số, ngày, cơ quan, trích yếu ở lần đầu trong thư, sau đó chỉ nêu số',
    example: 'Kế hoạch số 123/KH-UBND ngày 06/05/2025 của Ủy ban nhân dân tỉnh',
  },
  co_quan: { meaning: 'cơ quan đầu mối, tên gọi ngắn', example: 'Sở Nội vụ' },
  ten_co_quan: { meaning: 'cơ quan đầu mối, tên đầy đủ', example: 'Sở Nội vụ tỉnh Sơn La' },
  don_vi: { meaning: 'tên cơ quan nhận thư', example: 'Sở Y tế' },
  quy_co_quan: { meaning: 'cách xưng hô với nơi nhận (“đồng chí” với thư nội bộ)', example: 'Quý Sở' },
  nguoi_nhan: { meaning: 'người nhận thư', example: 'đồng chí Nguyễn Văn Mẫu, đầu mối theo dõi' },
  de_nghi: { meaning: 'lời đề nghị theo quan hệ với nơi nhận: “đề nghị” hoặc “kính đề nghị”', example: 'đề nghị' },
  can_bo: { meaning: 'người phụ trách của cơ quan đầu mối', example: 'đồng chí Lò Thị Ví Dụ, chuyên viên' },
  dien_thoai: { meaning: 'điện thoại của người phụ trách', example: '0212 000 0000', optional: true },
  noi_dung: { meaning: 'tên báo cáo hoặc nhiệm vụ, hoặc số nội dung', example: 'báo cáo năm 2025' },
  cac_noi_dung: { meaning: '“nội dung sau” hoặc “các nội dung sau”', example: 'các nội dung sau' },
  so_noi_dung: { meaning: 'số nội dung', example: '02' },
  so_don_vi: { meaning: 'số cơ quan, đơn vị', example: '04' },
  han: {
    meaning: 'thời gian: “chậm nhất …”, hoặc “gần nhất …” khi các nội dung khác ngày',
    example: 'chậm nhất thứ Hai 24/11/2025',
  },
  ngay: { meaning: 'ngày, kèm thứ', example: 'thứ Năm 27/11/2025' },
  luc: { meaning: 'thời điểm lập thư', example: '07 giờ 51 thứ Tư 26/11/2025' },
  luc_tong_hop: { meaning: 'thời điểm dự kiến tổng hợp', example: '16 giờ 00 thứ Sáu 28/11/2025' },
  ngay_nhan: { meaning: 'ngày văn bản đã được ghi nhận là đến', example: '24/11/2025', optional: true },
  y_kien: { meaning: 'ý kiến của người rà soát, đúng nguyên văn', example: 'Số trong văn bản khác biểu' },
  can_cu: { meaning: 'lời kế hoạch nêu và cách tính ngày', example: 'Kế hoạch nêu: “trước ngày 25/11”.' },
  van_ban: { meaning: 'văn bản làm căn cứ', example: 'Công văn số 12/SNV ngày 20/11/2025' },
  su_kien: { meaning: 'sự kiện đang chờ', example: 'hướng dẫn sơ kết của Bộ Nội vụ' },
  cac_lan_gui: { meaning: 'các lần đã gửi thư', example: '03/11/2025 và 13/11/2025' },
} as const satisfies Record<string, Variable>;

export type VariableName = keyof typeof VARIABLES;

/** What a text is given: a variable that may be empty may be null. */
export type Values<Name extends VariableName> = {
  [Key in Name]: (typeof VARIABLES)[Key] extends { optional: true } ? string | null : string;
};

/** Every variable as an example, those that may be empty with or without. */
export function exampleValues(names: readonly VariableName[], optional: 'given' | 'empty'): Values<VariableName> {
  const known: Record<VariableName, Variable> = VARIABLES;
  return Object.fromEntries(
    names.map((name) => [name, known[name].optional && optional === 'empty' ? null : known[name].example]),
  ) as Values<VariableName>;
}
