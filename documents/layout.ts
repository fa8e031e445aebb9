/** Measures of Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I. Lengths in twips (1 mm = 56.7), letters in half-points. */

const TWIPS_PER_MM = 1440 / 25.4;

export const FONT = 'Times New Roman';

/** I.1, I.3: A4 upright, margins 20–25 above and below, 30–35 left, 15–20 right. */
export const PAGE = {
  size: { width: 11906, height: 16838 },
  // The header starts at 10 mm: a line of 14 points then ends at 16 mm, inside the top margin, where I.7 wants it.
  margin: { top: mm(20), bottom: mm(20), left: mm(30), right: mm(20), header: mm(10), footer: mm(10) },
};

export const TEXT_WIDTH = PAGE.size.width - PAGE.margin.left - PAGE.margin.right;

/** II.2: on one line at 13 points bold the Quốc hiệu needs 5,300 twips; the agency's name takes the rest. */
export const LETTERHEAD_COLUMNS = { agency: 3500, nation: TEXT_WIDTH - 3500 };

export const SIZE = {
  /** II.6: body 13 to 14 points. */
  body: 28,
  /** II.1, II.2, II.3: Quốc hiệu, agencies and number 12 to 13 points. */
  head: 26,
  /** Tables have no size of their own; at 12 points a narrow column breaks lines between words, not inside them. */
  table: 24,
  /** II.9: "Nơi nhận:" 12 points, the lines under it 11. */
  recipientsTitle: 24,
  recipients: 22,
};

export const BODY = {
  /** II.6: the first line goes in by 1 or 1.27 cm. */
  firstLine: mm(12.7),
  /** II.6: at least 6 points between paragraphs. */
  spacing: 120,
};

function mm(length: number): number {
  return Math.round(length * TWIPS_PER_MM);
}
