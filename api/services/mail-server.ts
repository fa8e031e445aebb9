import { Refusal } from '../../domain/errors.ts';
import type { Installation } from './connection.ts';

const PATIENCE_MS = 5_000;

/**
 * Connects to the mail server and signs in, without sending.
 * @returns its host
 * @throws Refusal where it is not known, does not answer or does not let in
 */
export async function askMailServer({ smtpUrl }: Pick<Installation, 'smtpUrl'>): Promise<string> {
  if (smtpUrl === null) throw new Refusal('mail-unknown', 'Chưa biết máy chủ thư (SMTP_URL).');
  const { host } = new URL(smtpUrl);
  // Loaded only here: other commands need no mail.
  const { createTransport } = await import('nodemailer');
  const transport = createTransport({ url: smtpUrl, connectionTimeout: PATIENCE_MS });
  try {
    await transport.verify();
    return host;
  } catch {
    throw new Refusal('mail-unreachable', `Không kết nối được máy chủ thư ${host}.`);
  } finally {
    transport.close();
  }
}

/** Going live without a mail server would have every message tried for hours and then given up. */
export async function refuseWithoutMail(installation: Pick<Installation, 'smtpUrl'>): Promise<void> {
  await askMailServer(installation).catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error;
    throw new Refusal(error.code, `${error.message} Chưa chuyển sang gửi thật.`);
  });
}
