import { describe, expect, it } from 'vitest';
import { FORBIDDEN_WORDS, forbiddenWordIn } from './forbidden-words.ts';

describe('forbidden words', () => {
  it.each([...FORBIDDEN_WORDS])('finds “%s”, however it is written', (word) => {
    expect(forbiddenWordIn(`Sở Y tế ${word} hôm nay`)).toBe(word);
    expect(forbiddenWordIn(word.toUpperCase())).not.toBeNull();
    expect(forbiddenWordIn(word.normalize('NFD'))).not.toBeNull();
    expect(forbiddenWordIn(word.replace(' ', '\u200b \n '))).not.toBeNull();
  });
  it('finds the name of the program as addresses write it', () => {
    expect(forbiddenWordIn('gửi từ dondoc@tinh.example')).toBe('dondoc');
    expect(forbiddenWordIn('Đôn-Đốc')).toBe('Đôn-Đốc');
  });
  it('lets the plan’s own words stand in quotations, one within another', () => {
    expect(forbiddenWordIn('Kế hoạch nêu: “báo cáo khi có yêu cầu”.')).toBeNull();
    expect(forbiddenWordIn('Nhiệm vụ “Xử lý “vi phạm” theo yêu cầu”.')).toBeNull();
    expect(forbiddenWordIn('“theo yêu cầu” là vi phạm')).toBe('vi phạm');
  });
  it('takes no shelter under a quotation that is never closed', () => {
    expect(forbiddenWordIn('“ Sở Y tế đã quá hạn')).toBe('quá hạn');
    expect(forbiddenWordIn('quá hạn ” rồi “')).toBe('quá hạn');
  });
  it('leaves ordinary words alone', () => {
    expect(forbiddenWordIn('Sở Nội vụ kính đề nghị Quý cơ quan quan tâm phối hợp, cung cấp')).toBeNull();
    expect(forbiddenWordIn('phạm vi phối hợp; quá trình; thời hạn; câu hỏi')).toBeNull();
  });
});
