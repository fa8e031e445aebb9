import type { Paragraph } from 'docx';
import type { ConsolidatedDuty } from '../domain/consolidation.ts';
import { groupBy } from '../domain/group-by.ts';
import { sourcedParagraphs } from './lines.ts';
import { heading } from './paragraph.ts';
import { pointLetter } from './text.ts';

/**
 * Results party by party, in the plan's order. A party none of whose bodies has written is left to the section of
 * gaps, where it has no name: "0/1 đơn vị báo cáo" under a department's name would name the silent one.
 */
export function dutyParagraphs(duties: readonly ConsolidatedDuty[]): Paragraph[] {
  const told = duties.filter((duty) => duty.lines.length > 0);
  const byParty = groupBy(told, (duty) => duty.party);
  return [...byParty.values()].flatMap((members, index) => [
    heading(`${index + 1}. ${members[0]?.partyName ?? ''}`),
    ...members.flatMap(dutySection),
  ]);
}

/** `5/12 đơn vị báo cáo`: bodies, not lines, and in a supplement too all that have reported so far. */
export function reportingCount(duty: ConsolidatedDuty): string {
  return `${duty.reported}/${duty.expected} đơn vị báo cáo`;
}

/**
 * The words of a duty that nobody has reported on. Sometimes they name their party ("Sở Y tế: các chỉ tiêu …"), and
 * the silent are not named: its number in the plan then has to do.
 */
export function namelessTitle(duty: ConsolidatedDuty): string {
  const title = duty.title.replace(/[\s.;:]+$/, '');
  return title.toLocaleLowerCase('vi').includes(duty.partyName.toLocaleLowerCase('vi')) ? '' : title;
}

function dutySection(duty: ConsolidatedDuty, index: number): Paragraph[] {
  const title = duty.title.replace(/[\s.;:]+$/, '');
  return [
    heading(`${pointLetter(index)}) ${title} (nhiệm vụ ${duty.no}; ${reportingCount(duty)})`, { italics: true }),
    ...sourcedParagraphs(duty.lines),
  ];
}
