import { z } from 'zod';
import { CONTACT_ROLES, LEVELS, RELATIONS, SUCCESSION_KINDS } from '../domain/organisation.ts';
import type { OrganisationsFile } from '../domain/organisation.ts';
import { checkUnique } from './plan-references.ts';
import type { Assert, Same } from './same.ts';
import { list, localDate, orNull, slug, text } from './scalars.ts';

const contact = z.strictObject({
  name: text,
  role: z.enum(CONTACT_ROLES),
  title: text.optional(),
  email: orNull(z.email()),
  phone: z.string().min(1).optional(),
  zalo: z.string().min(1).optional(),
  zaloConsent: localDate.optional(),
});

const succession = z.strictObject({
  id: slug,
  kind: z.enum(SUCCESSION_KINDS),
  on: localDate,
  basis: orNull(text),
});

export const organisation = z.strictObject({
  id: slug,
  name: text,
  // Message templates of Zalo give a name thirty characters and refuse the message beyond.
  shortName: text.max(30),
  aliases: list(text),
  code: orNull(text),
  level: z.enum(LEVELS),
  relation: z.enum(RELATIONS),
  parent: orNull(slug),
  from: orNull(localDate),
  to: orNull(localDate),
  succeededBy: list(succession),
  contacts: list(contact),
});

/** `dondoc.organisations/1` */
export const organisationsFile = z
  .strictObject({
    format: z.literal('dondoc.organisations/1'),
    tenant: slug,
    organisations: z.array(organisation),
  })
  .superRefine(checkOrganisations);

export type OrganisationsFileIsDomain = Assert<Same<z.infer<typeof organisationsFile>, OrganisationsFile>>;

function checkOrganisations(file: OrganisationsFile, context: z.RefinementCtx): void {
  const report = (path: (string | number)[], message: string): void =>
    context.addIssue({ code: 'custom', path, message });
  const ids = new Set(file.organisations.map((one) => one.id));
  checkUnique(['organisations'], file.organisations, report);
  file.organisations.forEach((one, index) => {
    const path = ['organisations', index];
    if (one.parent !== null && !ids.has(one.parent)) {
      report([...path, 'parent'], `cơ quan cấp trên “${one.parent}” không có trong organisations`);
    }
    if (one.from !== null && one.to !== null && one.to < one.from) {
      report([...path, 'to'], `ngày hết hiệu lực “${one.to}” trước ngày bắt đầu “${one.from}”`);
    }
    one.succeededBy.forEach((next, position) => {
      if (ids.has(next.id)) return;
      report([...path, 'succeededBy', position, 'id'], `cơ quan kế thừa “${next.id}” không có trong organisations`);
    });
  });
}
