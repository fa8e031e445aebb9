import { describe, expect, it } from 'vitest';
import type { Contact } from '../domain/organisation.ts';
import { instantAt } from '../domain/time.ts';
import { renderLetter } from './letter.ts';
import { fittingMatter, lead, leadLetter, letter, matter } from './letter/sample.ts';

describe('a reminder', () => {
  it('names plan, matter, field and date in its subject', () => {
    expect(renderLetter(letter([matter('before-7')])).subject).toBe(
      'KH 123/KH-UBND: đề nghị gửi báo cáo năm 2025 về công tác bình đẳng giới, chậm nhất thứ Hai 24/11/2025',
    );
  });
  it('keeps its subject from rung to rung, so that mail programs keep the thread', () => {
    const subjects = (['opening', 'before-7', 'before-2'] as const).map(
      (rung) => renderLetter(letter([matter(rung)])).subject,
    );
    expect(new Set(subjects).size).toBe(1);
  });
  it('says what, by when, why, and whom to ask', () => {
    const { text } = renderLetter(letter([matter('before-7', { stateLabel: 'đã có bản nháp, chưa gửi' })]));
    expect(text).toContain('Kính gửi: Sở Y tế (đồng chí Nguyễn Văn Mẫu, đầu mối theo dõi)');
    expect(text).toContain('Gửi chậm nhất: thứ Hai 24/11/2025 (còn 7 ngày làm việc)');
    expect(text).toContain('Căn cứ thời hạn: Kế hoạch nêu: “trước ngày 25/11');
    expect(text).toContain('Tình trạng: Đã có bản nháp, chưa gửi');
    expect(text).toContain('Lò Thị Ví Dụ');
    expect(text).toContain('0212 000 0000');
  });
  it('asks about a duty whether it is done, and quotes its title', () => {
    const { subject, text } = renderLetter(letter([matter('before-2', { name: 'Tổ chức Tháng hành động' })]));
    expect(subject).toContain('“Tổ chức Tháng hành động”');
    expect(text).toContain('đã hoàn thành chưa?');
    expect(text).not.toContain('Cách gửi');
  });
  it('counts several matters in the subject and greets once', () => {
    const own = matter('opening', { name: 'Tổ chức Tháng hành động', targetDay: '2025-12-19', daysLeft: 20 });
    const { subject, text } = renderLetter(letter([matter('opening'), own]));
    expect(subject).toContain('02 nội dung, gần nhất thứ Hai 24/11/2025');
    expect(text.match(/Thực hiện Kế hoạch/g)).toHaveLength(1);
  });
  it('names a plan without a number by its title', () => {
    const plan = { number: null, date: null, issuer: 'Ủy ban nhân dân huyện', title: 'Thực hiện Chiến lược' };
    const { subject, text } = renderLetter(letter([matter('opening', { plan })]));
    expect(subject).toContain('Kế hoạch “Thực hiện Chiến lược”');
    expect(text).not.toContain('Kế hoạch số');
  });
  it('calls a programme a programme', () => {
    const plan = {
      number: '1170 /CTr-BVSTBPN',
      date: '2021-04-12',
      issuer: 'Ban',
      title: 'Công tác năm 2021 của Ban',
    };
    const { subject, text } = renderLetter(letter([matter('opening', { plan })]));
    expect(subject).toMatch(/^CTr 1170\/CTr-BVSTBPN: đề nghị gửi báo cáo năm 2025, chậm nhất/);
    expect(text).toContain('Chương trình số 1170/CTr-BVSTBPN ngày 12/04/2021');
  });
  it('waits with a date for an event', () => {
    const { text } = renderLetter(letter([matter('opening', { targetDay: null, daysLeft: null, event: 'Hướng dẫn' })]));
    expect(text).toContain('xác định sau khi có hướng dẫn');
  });
  it('asks to confirm the contact at the opening only', () => {
    expect(renderLetter(letter([matter('opening')])).text).toContain('xác nhận đồng chí đầu mối');
    expect(renderLetter(letter([matter('before-2')])).text).not.toContain('xác nhận đồng chí đầu mối');
  });
});

describe('tone', () => {
  it('asks the Front politely, through its standing committee, and shows no state', () => {
    const given = letter([matter('opening')], {}, 'party-mass');
    const name = 'Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Sơn La';
    const { subject, text } = renderLetter({ ...given, to: { ...given.to, organisationName: name, requested: true } });
    expect(subject).toContain('kính đề nghị phối hợp, cung cấp');
    expect(text).toContain(`Kính gửi: Ban Thường trực ${name}`);
    expect(text).toContain('kính đề nghị Quý cơ quan quan tâm phối hợp, cung cấp');
    expect(text).not.toContain('Tình trạng');
  });
  it('asks the Front for help with a duty, not whether it is done', () => {
    const given = letter([matter('opening', { name: 'Giám sát, phản biện xã hội' })], {}, 'party-mass');
    const { subject, text } = renderLetter(given);
    expect(subject).toContain('kính đề nghị phối hợp thực hiện “Giám sát, phản biện xã hội”');
    expect(text).toContain('Nếu nhiệm vụ nêu trên đã hoàn thành, kính đề nghị Quý Sở cho biết ngày hoàn thành');
    expect(text).not.toContain('chưa?');
  });
  it('quotes what the plan calls an event where its words are not ours', () => {
    const event = 'Yêu cầu báo cáo tổng kết của Bộ';
    const { subject, text } = renderLetter(leadLetter([{ ...fittingMatter('event-question'), event }], lead.official));
    expect(subject).toContain('đã có “yêu cầu báo cáo tổng kết của Bộ” chưa?');
    expect(text).toContain('Đã có “yêu cầu báo cáo tổng kết của Bộ” chưa?');
  });
  it('names the document by which a commune answers now', () => {
    const basis = 'Công văn số 9001/SNV-CTTN ngày 15/7/2025 của Sở Nội vụ về phân công';
    expect(renderLetter(letter([matter('opening', { basis })], {}, 'lower')).text).toContain(`Theo văn bản: ${basis}`);
  });
  it('cuts a long name, never the date', () => {
    const given = letter([matter('opening', { name: `Báo cáo ${'rất dài, '.repeat(40)}` })]);
    const { subject } = renderLetter({
      ...given,
      matters: given.matters.map((one) => ({
        ...one,
        plan: { ...one.plan, number: null, title: 'Chiến lược '.repeat(20) },
      })),
    });
    expect(subject.length).toBeLessThanOrEqual(190);
    expect(subject).toMatch(/[^,. ]…, chậm nhất thứ Hai 24\/11\/2025$/);
  });
  it('tells a requested body nothing of what has not come', () => {
    const given = letter([fittingMatter('late-1')]);
    expect(renderLetter(given).text).toContain('chưa nhận được');
    const requested = renderLetter({ ...given, to: { ...given.to, requested: true } });
    expect(requested.subject + requested.text).not.toMatch(/chưa nhận|chưa gửi/);
  });
  it('calls a commune địa phương and a department by its kind', () => {
    const given = letter([matter('opening')], {}, 'lower');
    const commune = { ...given, to: { ...given.to, organisationName: 'Ủy ban nhân dân xã Mường Bú' } };
    expect(renderLetter(commune).text).toContain('đề nghị Quý địa phương chuẩn bị và gửi');
    expect(renderLetter(letter([matter('opening')])).text).toContain('trân trọng đề nghị Quý Sở');
  });
});

describe('after the date', () => {
  it('is mild, and says until when figures are taken in', () => {
    const { subject, text } = renderLetter(letter([fittingMatter('late-1')], { at: instantAt('2025-11-26', '07:51') }));
    expect(subject).toContain('đến nay chưa nhận được báo cáo năm 2025');
    expect(text).toContain('07 giờ 51 thứ Tư 26/11/2025');
    expect(text).toContain('dự kiến tổng hợp vào 16 giờ 00 thứ Sáu 28/11/2025');
    expect(text).toContain('rất mong thông cảm');
  });
  it('lists bodies to the official with the days of what was sent, in order', () => {
    const matters = [fittingMatter('late-list'), matter('late-list', { organisationName: 'Sở Tư pháp' })];
    const { subject, text } = renderLetter(leadLetter(matters, lead.official));
    expect(subject).toContain('02 đơn vị chưa gửi báo cáo năm 2025');
    expect(text).toMatch(/1\. Sở Y tế .*03\/11\/2025 và 13\/11\/2025/);
    expect(text).toMatch(/2\. Sở Tư pháp .*Chưa có thư nào/);
  });
  it('gives the head numbers, history and three options, through the head of division, with nothing attached', () => {
    const head: Contact = { name: 'Cầm Văn Giám', role: 'head', title: 'Giám đốc', email: 'gd@snv.example' };
    const division: Contact = { name: 'Hà Thị Trưởng', role: 'division-head', title: 'Trưởng phòng', email: null };
    const matters = ['Sở Y tế', 'Sở Tư pháp', 'Công an tỉnh', 'Sở Y tế'].map((organisationName) => ({
      ...fittingMatter('late-head'),
      organisationName,
    }));
    const { subject, text } = renderLetter(leadLetter(matters, head, { copyTo: division }));
    expect(subject).toMatch(/^Xin ý kiến: 03 đơn vị chưa gửi báo cáo năm 2025/);
    expect(text).toContain('Kính báo cáo: đồng chí Cầm Văn Giám, Giám đốc');
    expect(text).toContain('Qua: đồng chí Hà Thị Trưởng, Trưởng phòng');
    expect(text).toContain('03/11/2025 thư mở đầu (đã chuyển máy chủ)');
    expect(text).toMatch(/\(1\) Ký công văn.*\n+\(2\).*\n+\(3\)/);
    expect(text).toContain('dự thảo công văn kèm theo thư này');
  });
});

describe('a returned report', () => {
  it('says what to mend, until when, and that the day of receipt stays', () => {
    const { subject, text } = renderLetter(letter([fittingMatter('returned')]));
    expect(subject).toContain('đề nghị hoàn thiện 02 nội dung trong báo cáo năm 2025');
    expect(subject).toContain('chậm nhất thứ Năm 27/11/2025');
    expect(text).toContain('1. “Tiếp nhận, hỗ trợ nạn nhân”');
    expect(text).toContain('Số trong văn bản khác biểu');
    expect(text).toContain('không phải gửi lại');
    expect(text).toContain('vẫn được ghi nhận ngày đến là 24/11/2025');
  });
  it('is only recalled on the eve, without new thanks', () => {
    const { text } = renderLetter(letter([fittingMatter('returned-eve')]));
    expect(text).toContain('xin nhắc lại');
    expect(text).not.toContain('đã nhận báo cáo');
  });
});

describe('letters inside the lead', () => {
  it('asks once for an event that several duties wait for', () => {
    const { subject, text } = renderLetter(
      leadLetter([fittingMatter('event-question'), fittingMatter('event-question')], lead.official),
    );
    expect(subject).toContain('đã có hướng dẫn sơ kết của Bộ Nội vụ chưa?');
    expect(text.match(/Đã có hướng dẫn/g)).toHaveLength(1);
  });
  it('reminds of the own date, and that a draft is a draft until it is signed', () => {
    const due = matter('lead-due', { organisationName: lead.organisationName, targetDay: '2025-12-05', daysLeft: 2 });
    const { text } = renderLetter(leadLetter([due], lead.official));
    expect(text).toContain('Phát hành chậm nhất: thứ Sáu 05/12/2025 (còn 2 ngày làm việc)');
    expect(text).toContain('dự thảo cho đến khi ghi nhận số, ngày, người ký');
  });
});

describe('a digest', () => {
  it('has one greeting, a heading for each kind, and says in the subject that there is more', () => {
    const given = letter([matter('before-7'), fittingMatter('returned'), fittingMatter('late-1')]);
    const { subject, text } = renderLetter(given);
    expect(subject).toMatch(/đề nghị hoàn thiện .* và 02 nội dung khác$/);
    expect(text.match(/Kính gửi:/g)).toHaveLength(1);
    expect(text.match(/“Triển khai công tác/g)).toHaveLength(1);
    for (const title of ['đề nghị hoàn thiện —', 'chưa nhận được —', 'chuẩn bị và gửi —']) {
      expect(text).toContain(title);
    }
  });
});

describe('hostile names', () => {
  const nasty = 'A <script>alert("x")</script> & \'B\'\r\nBcc: all@evil.example\u202e';
  const given = letter([matter('opening', { name: nasty, organisationName: nasty, why: [nasty] })]);
  const rendered = renderLetter({ ...given, to: { ...given.to, contact: { ...given.to.contact, name: nasty } } });

  it('are escaped in HTML', () => {
    expect(rendered.html).not.toContain('<script');
    expect(rendered.html).toContain('&lt;script&gt;alert(&quot;x&quot;)');
  });
  it('cannot break a line in a subject or a sentence', () => {
    expect(rendered.subject).not.toMatch(/[\r\n]/);
    expect(rendered.text).not.toMatch(/^Bcc:/m);
    expect(rendered.text).not.toContain('\u202e');
  });
});

it('gives the same words for the same letter', () => {
  expect(renderLetter(letter([matter('opening')]))).toEqual(renderLetter(letter([matter('opening')])));
});
