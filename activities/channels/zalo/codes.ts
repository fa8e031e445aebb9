/** What an answer of Zalo means for what is done next. */
export type ZaloClass =
  'ok' | 'token' | 'secret' | 'number' | 'refusal' | 'money' | 'quota' | 'night' | 'template' | 'account' | 'unknown';

/** Codes of the template messages and of the OA's interface, as public documents and code have them. */
const CODES: Readonly<Record<Exclude<ZaloClass, 'unknown'>, readonly number[]>> = {
  ok: [0],
  /** Access token invalid or expired: refreshed once. */
  token: [-124, -216, -220],
  /** `appsecret_proof` doesn't fit. */
  secret: [-1241, -242],
  /** No mobile number, no Zalo account, an account that can't receive. */
  number: [-108, -118, -119],
  /** The reader refuses, is inactive, or has too old an app. */
  refusal: [-110, -114, -134, -139, -140, -141, -213, -217, -218, -227, -230, -232, -244],
  /** The wallet. */
  money: [-115, -126, -136, -137, -320, -321],
  /** Of the account or the template for a day, of the reader for a month. */
  quota: [-144, -147, -211, -1441, -1471],
  /** From 22:00 to 06:00. */
  night: [-133, -234],
  /** The template, its parameters or its buttons. */
  template: [
    ...[-109, -111, -112, -113, -117, -130, -131, -132, -145, -146, -161, -162, -233],
    ...[-1121, -1122, -1124, -1131],
  ],
  /** The app, or the official account. */
  account: [...[-101, -102, -103, -104, -105, -120, -125, -127, -135, -138, -212, -221, -224, -240], ...[-1351]],
};

const CLASSES: ReadonlyMap<number, ZaloClass> = new Map(
  Object.entries(CODES).flatMap(([name, codes]) => codes.map((code): [number, ZaloClass] => [code, name as ZaloClass])),
);

/** Total: a code that nobody has told us of is `unknown`, like −100, and as ambiguous as silence. */
export const classOf = (code: number): ZaloClass => CLASSES.get(code) ?? 'unknown';

/**
 * `refresh` the token and try once more; `give-up` on this number; `pause` the channel until a person acts; `wait` for
 * Zalo's hours or the next day's quota; `ask` what became of it before it is sent again.
 */
export type ZaloAction = 'refresh' | 'give-up' | 'pause' | 'wait' | 'ask';

export const ACTIONS: Readonly<Record<Exclude<ZaloClass, 'ok'>, ZaloAction>> = {
  token: 'refresh',
  secret: 'pause',
  number: 'give-up',
  refusal: 'give-up',
  money: 'pause',
  quota: 'wait',
  night: 'wait',
  template: 'pause',
  account: 'pause',
  unknown: 'ask',
};
