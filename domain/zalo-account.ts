import { DAY_MS, type Instant } from './time.ts';

/** Why no message goes by Zalo until somebody acts. */
export const ZALO_TROUBLES = ['token', 'key', 'secret', 'money', 'template', 'account'] as const;
export type ZaloTrouble = (typeof ZALO_TROUBLES)[number];

/** What is wrong and what a person has to do. */
export const ZALO_TROUBLE_WORDS: Record<ZaloTrouble, string> = {
  token: 'Zalo không còn nhận mã truy cập: cấp quyền lại cho tài khoản OA bằng “dondoc zalo authorise”',
  key: 'khóa ZALO_TOKEN_KEY không mở được mã truy cập đã lưu: đặt lại khóa rồi chạy “dondoc zalo resume”, hoặc cấp quyền lại',
  secret: 'Zalo không nhận khóa của ứng dụng: kiểm tra ZALO_APP_ID, ZALO_APP_SECRET rồi chạy “dondoc zalo resume”',
  money: 'ví Zalo Cloud hết tiền hoặc chưa sẵn sàng: nạp tiền rồi chạy “dondoc zalo resume”',
  template: 'Zalo không nhận mẫu tin nhắc gửi báo cáo: kiểm tra mẫu rồi chạy “dondoc zalo resume”',
  account: 'Zalo không cho tài khoản OA hoặc ứng dụng gửi tin: kiểm tra tài khoản rồi chạy “dondoc zalo resume”',
};

/** Trouble as a row keeps it: `money -115`, with Zalo's own number. */
export const troubleText = (trouble: ZaloTrouble, code: number): string => `${trouble} ${code}`;

/** In words, with Zalo's number. */
export function troubleWords(text: string): string {
  const [trouble, code = ''] = text.split(' ');
  const known = ZALO_TROUBLES.find((one) => one === trouble);
  return known ? `${ZALO_TROUBLE_WORDS[known]} (mã ${code})` : text;
}

/** Each refresh gives a refresh token for three months; unused for so long, only a person can authorise again. */
const REFRESH_TOKEN_DAYS = 90;
/** A person needs this long to find who may authorise. */
const WARN_DAYS = 14;
/** An account that sends nothing is refreshed by itself well before. */
const IDLE_DAYS = 30;
/** A token is changed for a new one at this part of its life, while the old one still works. */
const RENEW_AT = 0.8;

/** Technical instants of an account's tokens. */
interface TokenAge {
  refreshedAt: Instant;
  expiresAt: Instant;
}

/** Whole days until the refresh token is dead; not above 0: it is. */
export const refreshDaysLeft = ({ refreshedAt }: TokenAge, realNow: Instant): number =>
  Math.floor((refreshedAt + REFRESH_TOKEN_DAYS * DAY_MS - realNow) / DAY_MS);

export const expiresSoon = (age: TokenAge, realNow: Instant): boolean => refreshDaysLeft(age, realNow) <= WARN_DAYS;

/** True where no message has made a refresh necessary for a month. */
export const isIdle = ({ refreshedAt }: TokenAge, realNow: Instant): boolean =>
  realNow - refreshedAt > IDLE_DAYS * DAY_MS;

export const isDueForRenewal = ({ refreshedAt, expiresAt }: TokenAge, realNow: Instant): boolean =>
  realNow >= refreshedAt + (expiresAt - refreshedAt) * RENEW_AT;
