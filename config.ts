import { z } from 'zod';
import { Refusal } from './domain/errors.ts';
import { EPOCH_GUARD_ENTRIES } from './domain/sending.ts';

/** Settings of the roots. What only some of them need is null where it is not set; a root names what it can't do without. */
export interface Config {
  databaseUrl: string | null;
  /** Connections to PostgreSQL at most. (Default: 10) */
  databasePool: number;
  /** host:port */
  temporalAddress: string | null;
  /** (Default: 'dondoc') */
  temporalNamespace: string;
  /** (Default: 'dondoc') */
  taskQueue: string;
  /** Which build of the worker this is, where several run side by side; null otherwise. */
  buildId: string | null;
  /** Before every workflow id; a rehearsal has its own. (Default: '') */
  idPrefix: string;
  smtpUrl: string | null;
  mailFrom: string | null;
  messageIdDomain: string | null;
  /** The mailbox that answers and bounces come to; null: nobody reads it here. */
  imapUrl: string | null;
  /** (Default: 'INBOX') */
  imapFolder: string;
  /** The address that messages come back to, with the number of each behind a plus; null: to the sender's. */
  mailReturnPath: string | null;
  /** Whose mailbox it is, where there is more than one tree of organisations. */
  tenant: string | null;
  /** (Default: '127.0.0.1') */
  host: string;
  /** 0 takes any free one. (Default: 8080) */
  port: number;
  /** Real now less business now; 0 in production. (Default: 0) */
  clockShift: number;
  /** (Default: 60) */
  dispatchEverySeconds: number;
  /** Entries a day over their minute that may leave together without a person. (Default: 50) */
  epochGuard: number;
  /** Link to the trial inbox, shown in the pages. */
  inboxUrl: string | null;
  /** Folder of `<plan>.json` rehearsal documents. */
  rehearsalsDir: string | null;
  /** The app that the official account is linked to. Without it nothing goes by Zalo. */
  zaloAppId: string | null;
  zaloAppSecret: string | null;
  /** Zalo signs what it tells the webhook with it. */
  zaloOaSecret: string | null;
  /** Id of the approved template `nhac_gui_bao_cao`. */
  zaloTemplateReminder: string | null;
  /** 64 hexadecimal digits: the account's tokens are sealed with it. */
  zaloTokenKey: string | null;
  /** (Default: 'https://business.openapi.zalo.me') */
  zaloApiUrl: string;
  /** (Default: 'https://oauth.zaloapp.com') */
  zaloOauthUrl: string;
  /** (Default: 'info') */
  logLevel: (typeof LOG_LEVELS)[number];
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** What a setting must be, in words that follow "phải là". */
interface Setting {
  variable: string;
  schema: z.ZodType;
  must: string;
  /** Its value stands in no sentence. */
  isSecret?: true;
}

const text = z.string().nullable().default(null);
const digits = z.string().regex(/^\d+$/).nullable().default(null);
const url = (protocol: RegExp): z.ZodType => z.url({ protocol }).nullable().default(null);
const whole = (least: number, most: number, otherwise: number): z.ZodType =>
  z
    .string()
    .regex(/^-?\d+$/)
    .transform(Number)
    .pipe(z.int().min(least).max(most))
    .default(otherwise);

const SETTINGS: { readonly [Field in keyof Config]: Setting } = {
  databaseUrl: {
    variable: 'DATABASE_URL',
    schema: url(/^postgres(ql)?$/),
    must: 'địa chỉ dạng postgres://người-dùng@máy:cổng/cơ-sở-dữ-liệu',
  },
  databasePool: { variable: 'DATABASE_POOL', schema: whole(1, 1000, 10), must: 'số nguyên từ 1 đến 1000' },
  temporalAddress: {
    variable: 'TEMPORAL_ADDRESS',
    schema: z
      .string()
      .regex(/^[^\s/]+:\d{1,5}$/)
      .nullable()
      .default(null),
    must: 'dạng máy:cổng, ví dụ 127.0.0.1:7233',
  },
  temporalNamespace: { variable: 'TEMPORAL_NAMESPACE', schema: z.string().default('dondoc'), must: 'một tên' },
  taskQueue: { variable: 'TASK_QUEUE', schema: z.string().default('dondoc'), must: 'một tên' },
  buildId: {
    variable: 'BUILD_ID',
    schema: z
      .string()
      .regex(/^[\w.-]{1,100}$/)
      .nullable()
      .default(null),
    must: 'chữ không dấu, số, dấu chấm, gạch, tối đa 100 ký tự',
  },
  idPrefix: { variable: 'ID_PREFIX', schema: z.string().default(''), must: 'một đoạn chữ' },
  smtpUrl: { variable: 'SMTP_URL', schema: url(/^smtps?$/), must: 'địa chỉ dạng smtp://máy:cổng hoặc smtps://…' },
  mailFrom: {
    variable: 'MAIL_FROM',
    schema: z
      .string()
      .regex(/^[^\s@]+@[^\s@]+$/)
      .nullable()
      .default(null),
    must: 'một địa chỉ thư, ví dụ dau-moi@so.example',
  },
  messageIdDomain: {
    variable: 'MESSAGE_ID_DOMAIN',
    schema: z
      .string()
      .regex(/^[a-z0-9.-]+$/i)
      .nullable()
      .default(null),
    must: 'một tên miền, ví dụ so.example',
  },
  imapUrl: { variable: 'IMAP_URL', schema: url(/^imaps?$/), must: 'địa chỉ dạng imaps://hộp-thư:mật-khẩu@máy:cổng' },
  imapFolder: { variable: 'IMAP_FOLDER', schema: z.string().default('INBOX'), must: 'tên một thư mục thư' },
  mailReturnPath: {
    variable: 'MAIL_RETURN_PATH',
    // A local part has 64 signs at most, and the number of any message has to fit in (activities/channels/return-path.ts).
    schema: z
      .string()
      .regex(/^[^\s@+]{1,37}@[^\s@]+$/)
      .nullable()
      .default(null),
    must: 'một địa chỉ thư, trước @ không có dấu cộng và không quá 37 ký tự, ví dụ tra-lai@so.example',
  },
  tenant: { variable: 'TENANT', schema: text, must: 'mã một hệ thống cơ quan' },
  host: { variable: 'HOST', schema: z.string().regex(/^\S+$/).default('127.0.0.1'), must: 'một địa chỉ máy' },
  port: { variable: 'PORT', schema: whole(0, 65_535, 8080), must: 'số cổng từ 0 đến 65535' },
  clockShift: {
    variable: 'CLOCK_SHIFT_MS',
    schema: whole(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, 0),
    must: 'số nguyên mili giây',
  },
  dispatchEverySeconds: {
    variable: 'DISPATCH_EVERY_SECONDS',
    schema: whole(1, 3600, 60),
    must: 'số giây từ 1 đến 3600',
  },
  epochGuard: {
    variable: 'EPOCH_GUARD',
    schema: whole(0, 1_000_000, EPOCH_GUARD_ENTRIES),
    must: 'số nội dung từ 0 đến 1000000',
  },
  inboxUrl: { variable: 'INBOX_URL', schema: url(/^https?$/), must: 'địa chỉ dạng http://máy:cổng/' },
  rehearsalsDir: { variable: 'REHEARSALS_DIR', schema: text, must: 'một thư mục' },
  zaloAppId: { variable: 'ZALO_APP_ID', schema: digits, must: 'dãy chữ số' },
  zaloAppSecret: { variable: 'ZALO_APP_SECRET', schema: text, must: 'khóa bí mật của ứng dụng Zalo', isSecret: true },
  zaloOaSecret: { variable: 'ZALO_OA_SECRET', schema: text, must: 'khóa bí mật của tài khoản OA', isSecret: true },
  zaloTemplateReminder: { variable: 'ZALO_TEMPLATE_REMINDER', schema: digits, must: 'dãy chữ số' },
  zaloTokenKey: {
    variable: 'ZALO_TOKEN_KEY',
    schema: z
      .string()
      .regex(/^[0-9a-f]{64}$/i)
      .nullable()
      .default(null),
    must: '64 chữ số hệ 16, ví dụ từ “openssl rand -hex 32”',
    isSecret: true,
  },
  zaloApiUrl: {
    variable: 'ZALO_API_URL',
    schema: z.url({ protocol: /^https?$/ }).default('https://business.openapi.zalo.me'),
    must: 'địa chỉ dạng https://máy',
  },
  zaloOauthUrl: {
    variable: 'ZALO_OAUTH_URL',
    schema: z.url({ protocol: /^https?$/ }).default('https://oauth.zaloapp.com'),
    must: 'địa chỉ dạng https://máy',
  },
  logLevel: {
    variable: 'LOG_LEVEL',
    schema: z.enum(LOG_LEVELS).default('info'),
    must: `một trong các mức ${LOG_LEVELS.join(', ')}`,
  },
};

/** Fields that may be unset. */
type Optional = { [Field in keyof Config]: null extends Config[Field] ? Field : never }[keyof Config];

/**
 * Reads the settings of a root from its environment; an empty value counts as not set. What is in `required` is never
 * null in the result.
 * @throws Refusal with one sentence that names the variable and its value
 */
export function readConfig<Required extends Optional = never>(
  env: Readonly<Record<string, string | undefined>>,
  required: readonly Required[] = [],
): Config & Record<Required, string> {
  const fields = Object.entries(SETTINGS).map(([field, setting]) => [field, valueOf(setting, env[setting.variable])]);
  const config = Object.fromEntries(fields) as Config & Record<Required, string>;
  for (const field of required) {
    if (config[field] !== null) continue;
    const { variable, must } = SETTINGS[field];
    throw new Refusal('setting-missing', `Chưa đặt biến môi trường ${variable}: phải là ${must}.`);
  }
  return config;
}

function valueOf({ variable, schema, must, isSecret }: Setting, given: string | undefined): unknown {
  const parsed = schema.safeParse(given === '' ? undefined : given);
  if (parsed.success) return parsed.data;
  const value = isSecret ? '…' : withoutPassword(given ?? '');
  const sentence = `Biến môi trường ${variable} là “${value}”, nhưng phải là ${must}.`;
  throw new Refusal('setting-invalid', sentence);
}

/** The sentence goes to logs and screens, where no password of a database or a mail server may stand. */
function withoutPassword(value: string): string {
  return value.replace(/^([^:@/]*:\/\/)?([^:@/]*):.*@/, '$1$2:…@');
}

const LOOPBACK = ['127.0.0.1', '[::1]', 'localhost'];

/**
 * What runs under another clock, or has a trial inbox, is a demonstration: it is live, and its mail server and its Zalo
 * are its own on this machine. No setting may give it others.
 * @throws Refusal
 */
export function refuseOutsideMail(config: Config): void {
  const { clockShift, inboxUrl, smtpUrl } = config;
  if (clockShift === 0 && inboxUrl === null) return;
  if (smtpUrl !== null) refuseOutside(smtpUrl, 'SMTP_URL', 'hộp thư');
  if (zaloSettings(config) !== null) refuseOutside(config.zaloApiUrl, 'ZALO_API_URL', 'Zalo dùng thử');
}

function refuseOutside(url: string, variable: string, where: string): void {
  const { hostname, host } = new URL(url);
  if (LOOPBACK.includes(hostname)) return;
  throw new Refusal(
    'demonstration-mail',
    `Bản trình diễn (CLOCK_SHIFT_MS khác 0 hoặc có INBOX_URL) chỉ được gửi vào ${where} của chính nó trên máy này, không qua “${host}” của ${variable}.`,
  );
}

/** What the Zalo channel needs; all of it, or nothing. */
export interface ZaloSettings {
  app: { appId: string; appSecret: string; oauthUrl: string; timeoutMs: number };
  apiUrl: string;
  templateId: string;
  tokenKey: Buffer;
}

const ZALO_FIELDS = ['zaloAppId', 'zaloAppSecret', 'zaloTemplateReminder', 'zaloTokenKey'] as const;
/** Zalo answers within a second; a dispatch has other messages to send. */
const ZALO_TIMEOUT_MS = 10_000;

/**
 * The settings of Zalo, or null where none of them is set.
 * @throws Refusal that names the one that is missing beside others
 */
export function zaloSettings(config: Config): ZaloSettings | null {
  const { zaloAppId, zaloAppSecret, zaloTemplateReminder, zaloTokenKey, zaloApiUrl, zaloOauthUrl } = config;
  if (ZALO_FIELDS.every((field) => config[field] === null)) return null;
  if (zaloAppId !== null && zaloAppSecret !== null && zaloTemplateReminder !== null && zaloTokenKey !== null) {
    return {
      app: { appId: zaloAppId, appSecret: zaloAppSecret, oauthUrl: zaloOauthUrl, timeoutMs: ZALO_TIMEOUT_MS },
      apiUrl: zaloApiUrl,
      templateId: zaloTemplateReminder,
      tokenKey: Buffer.from(zaloTokenKey, 'hex'),
    };
  }
  const missing = ZALO_FIELDS.find((field) => config[field] === null) ?? 'zaloAppId';
  const { variable, must } = SETTINGS[missing];
  throw new Refusal('setting-missing', `Gửi tin Zalo cần biến môi trường ${variable}: phải là ${must}.`);
}
