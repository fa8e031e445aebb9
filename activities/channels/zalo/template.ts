import type { Letter, Matter, Words } from '../../../domain/letter.ts';
import { localDateOf, type LocalDate } from '../../../domain/time.ts';
import { count, shortDate } from '../../../domain/vietnamese.ts';
import { cut, oneLine } from '../../../documents/letter/blocks.ts';

/**
 * Template `nhac_gui_bao_cao`, as Zalo has approved it: each parameter with the characters it may have at most. Name,
 * date and plan only: what a matter contains goes by e-mail.
 */
export const PARAMETER_LENGTHS = {
  ho_ten: 30,
  don_vi: 30,
  noi_dung: 90,
  so_ke_hoach: 30,
  ngay_gui: 20,
  con_lai: 30,
} as const;

export type TemplateParameters = Record<keyof typeof PARAMETER_LENGTHS, string>;

const TITLE = 'Nhắc thời gian gửi báo cáo';

/**
 * The parameters of one message: of several matters the number and the one that is due first. Each is cut at a word to
 * its length; Zalo refuses the whole message for one that is too long.
 */
export function parametersOf({ at, to, matters }: Letter): TemplateParameters {
  const { matter, targetDay } = firstDue(matters);
  const written: TemplateParameters = {
    ho_ten: to.contact.name,
    don_vi: to.shortName,
    noi_dung: matters.length === 1 ? matter.name : `${count(matters.length)} nội dung, gần nhất: ${matter.name}`,
    so_ke_hoach: matter.plan.number ?? 'chưa có số',
    ngay_gui: shortDate(targetDay),
    con_lai: leftWords(matter.daysLeft ?? 0, localDateOf(at)),
  };
  return Object.fromEntries(
    Object.entries(PARAMETER_LENGTHS).map(([name, length]) => [
      name,
      cut(oneLine(written[name as keyof TemplateParameters]), length),
    ]),
  ) as TemplateParameters;
}

/** As the template puts the parameters into words: what the ledger shows. */
export function templateWords(letter: Letter): Words {
  const { ho_ten, don_vi, noi_dung, so_ke_hoach, ngay_gui, con_lai } = parametersOf(letter);
  const { lead, matters } = letter;
  const issuer = oneLine(matters[0]?.plan.issuer ?? '');
  const text = [
    `Kính gửi đồng chí ${ho_ten}, đầu mối của ${don_vi}. ${oneLine(lead.shortName)} đề nghị đơn vị gửi nội dung dưới đây theo kế hoạch của ${issuer}.`,
    '',
    `Nội dung: ${noi_dung}`,
    `Kế hoạch số: ${so_ke_hoach}`,
    `Gửi chậm nhất: ${ngay_gui}`,
    `Còn lại: ${con_lai}`,
    '',
    'Nếu đơn vị đã gửi văn bản, xin bỏ qua tin này và báo số văn bản.',
  ].join('\n');
  return { subject: TITLE, text, html: '' };
}

function firstDue(matters: readonly Matter[]): { matter: Matter; targetDay: LocalDate } {
  const dated = matters.flatMap((matter) =>
    matter.targetDay === null ? [] : [{ matter, targetDay: matter.targetDay }],
  );
  const [first] = dated.sort((a, b) => (a.targetDay < b.targetDay ? -1 : a.targetDay > b.targetDay ? 1 : 0));
  if (!first) throw new TypeError('a message by Zalo needs a matter with a date');
  return first;
}

/** With the day it is counted from: a message that Zalo's quota holds up a day stays true. */
function leftWords(daysLeft: number, from: LocalDate): string {
  const day = shortDate(from).slice(0, 5);
  return daysLeft > 0 ? `${count(daysLeft)} ngày làm việc, từ ${day}` : `trong ngày ${day}`;
}
