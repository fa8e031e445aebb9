import { CALENDAR_TEXTS } from './calendar-texts.ts';
import type { TextDefinition } from './definition.ts';
import { FRAME_TEXTS } from './frame-texts.ts';
import { LEAD_TEXTS } from './lead-texts.ts';
import { MEMBER_TEXTS } from './member-texts.ts';
import { REMINDER_TEXTS } from './reminder-texts.ts';

/** Every sentence and subject of a letter, by name, in the order in which an official reads the list. */
export const TEXTS = { ...FRAME_TEXTS, ...REMINDER_TEXTS, ...MEMBER_TEXTS, ...LEAD_TEXTS, ...CALENDAR_TEXTS };

export type TextId = keyof typeof TEXTS;

/** What a text may name, by its id. */
export type VariableOf<Id extends TextId> = (typeof TEXTS)[Id]['variables'][number];

export const TEXT_IDS = Object.keys(TEXTS) as TextId[];

export const isTextId = (id: string): id is TextId => Object.hasOwn(TEXTS, id);

export const definitionOf = (id: TextId): TextDefinition => TEXTS[id];
