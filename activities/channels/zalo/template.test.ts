import { describe, expect, it } from 'vitest';
import { instantAt } from '../../../domain/time.ts';
import { letter, matter } from '../letter-fixture.ts';
import { PARAMETER_LENGTHS, parametersOf, templateWords } from './template.ts';

const LONG = 'Báo cáo kết quả thực hiện công tác bình đẳng giới và vì sự tiến bộ của phụ nữ trên địa bàn tỉnh năm 2025';

describe('the parameters of a reminder', () => {
  it('name, body, matter, plan and date of one matter', () => {
    expect(parametersOf(letter([matter('opening')]))).toEqual({
      ho_ten: 'Nguyễn Văn Mẫu',
      don_vi: 'Sở Y tế',
      noi_dung: 'Báo cáo năm 2025',
      so_ke_hoach: '123/KH-UBND',
      ngay_gui: '24/11/2025',
      con_lai: '07 ngày làm việc, từ 13/11',
    });
  });

  it('of several matters their number, and the one that is due first', () => {
    const first = matter('before-2', { name: 'Ban hành kế hoạch', targetDay: '2025-11-17', daysLeft: 2 });
    expect(parametersOf(letter([matter('opening'), first, matter('opening', { targetDay: null })]))).toMatchObject({
      noi_dung: '03 nội dung, gần nhất: Ban hành kế hoạch',
      ngay_gui: '17/11/2025',
      con_lai: '02 ngày làm việc, từ 13/11',
    });
  });

  it('on the day itself no day is left', () => {
    const last = matter('before-2', { targetDay: '2025-11-13', daysLeft: 0 });
    expect(parametersOf(letter([last])).con_lai).toBe('trong ngày 13/11');
  });

  it('each is cut at a word, in one line and composed, whatever the names are', () => {
    const contact = {
      name: 'Nguyễn Thị Hoàng Oanh Phương\nBcc: ai đó'.normalize('NFD'),
      role: 'focal' as const,
      email: null,
    };
    const to = { ...letter([]).to, contact, shortName: 'Sở Nông nghiệp và Môi trường tỉnh' };
    const plan = { ...matter('opening').plan, number: '1234567890/KH-UBND-BCĐ-TKNQ-VPUB' };
    const written = parametersOf(letter([matter('opening', { name: LONG, plan })], { to }));
    expect(written.noi_dung).toBe(
      'Báo cáo kết quả thực hiện công tác bình đẳng giới và vì sự tiến bộ của phụ nữ trên địa…',
    );
    expect(written.ho_ten).toBe('Nguyễn Thị Hoàng Oanh Phương…');
    for (const [name, length] of Object.entries(PARAMETER_LENGTHS)) {
      const value = written[name as keyof typeof written];
      expect(value.length, name).toBeLessThanOrEqual(length);
      expect(value).toBe(value.normalize('NFC'));
      expect(value).not.toMatch(/[\r\n]/);
      expect(value).not.toBe('');
    }
  });

  it('longest counts of matters and days stay within their lengths', () => {
    const many = Array.from({ length: 120 }, () => matter('opening', { name: LONG, daysLeft: 120 }));
    const written = parametersOf(letter(many));
    expect(written.noi_dung.length).toBeLessThanOrEqual(90);
    expect(written.con_lai).toBe('120 ngày làm việc, từ 13/11');
  });

  it('a letter without any date is a fault of ours', () => {
    expect(() => parametersOf(letter([matter('opening', { targetDay: null })]))).toThrow('needs a matter with a date');
  });
});

describe('the words of a reminder', () => {
  it('say what the telephone shows; the same letter has the same', () => {
    const given = letter([matter('opening')], { at: instantAt('2025-11-13', '07:42') });
    const words = templateWords(given);
    expect(words.subject).toBe('Nhắc thời gian gửi báo cáo');
    expect(words.text).toContain('Kính gửi đồng chí Nguyễn Văn Mẫu, đầu mối của Sở Y tế. Sở Nội vụ đề nghị');
    expect(words.text).toContain('Gửi chậm nhất: 24/11/2025');
    expect(words.text).not.toMatch(/Đôn Đốc|quá hạn|vi phạm|yêu cầu|cảnh báo/i);
    expect(templateWords(given)).toEqual(words);
  });
});
