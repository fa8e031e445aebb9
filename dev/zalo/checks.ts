import { createHmac } from 'node:crypto';
import { isoInstant } from '../../domain/time.ts';
import { APP } from './credentials.ts';
import type { ReceivedMessage } from './received-message.ts';

/** A refusal in Zalo's numbers. */
export interface ZaloRefusal {
  code: number;
  message: string;
}

const refusal = (code: number, message: string): ZaloRefusal => ({ code, message });

/** The approved template: what each parameter may be. Written apart from the product's own table. */
const TEMPLATE: Readonly<Record<string, RegExp>> = {
  ho_ten: /^.{1,30}$/u,
  don_vi: /^.{1,30}$/u,
  noi_dung: /^.{1,90}$/u,
  so_ke_hoach: /^.{1,30}$/u,
  ngay_gui: /^\d{2}\/\d{2}\/\d{4}$/,
  con_lai: /^.{1,30}$/u,
};

/** Whether the caller is who it says: a live access token, and the proof that goes with it. */
export function refusedCaller(
  token: string | undefined,
  proof: string | undefined,
  isLive: (token: string) => boolean,
): ZaloRefusal | null {
  if (token === undefined || !isLive(token)) return refusal(-124, 'Access token is invalid');
  const expected = createHmac('sha256', APP.appSecret).update(token).digest('hex');
  return proof === expected ? null : refusal(-1241, 'appsecret_proof is invalid');
}

/** What Zalo would refuse in a message. */
export function refusedMessage(message: ReceivedMessage): ZaloRefusal | null {
  const { phone, templateId, parameters, trackingId, at } = message;
  if (!/^84\d{9}$/.test(phone)) return refusal(-108, 'Phone number is invalid');
  if (templateId !== APP.templateId) return refusal(-109, 'Template is invalid');
  if (!/^[a-z0-9]{1,48}$/.test(trackingId)) return refusal(-1124, 'Tracking id is invalid');
  const hour = isoInstant(at).slice(11, 13);
  if (hour >= '22' || hour < '06') return refusal(-133, 'Not allowed at night');
  return refusedParameters(parameters);
}

function refusedParameters(parameters: Record<string, unknown>): ZaloRefusal | null {
  for (const name of Object.keys(parameters)) {
    if (!(name in TEMPLATE)) return refusal(-1124, `Parameter ${name} is not of the template`);
  }
  for (const [name, form] of Object.entries(TEMPLATE)) {
    const value = parameters[name];
    if (typeof value !== 'string' || value === '') return refusal(-1122, `Parameter ${name} is missing`);
    if (value !== value.normalize('NFC') || /[\r\n]/.test(value))
      return refusal(-1124, `Parameter ${name} has a bad format`);
    if (!form.test(value)) return refusal(name === 'ngay_gui' ? -1124 : -1121, `Parameter ${name} is too long`);
  }
  return null;
}
