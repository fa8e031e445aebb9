import { customType } from 'drizzle-orm/pg-core';
import type { Instant } from '../../domain/time.ts';

/** A business instant as milliseconds; stored as timestamptz, so that SQL can compare and print it. */
export const instant = customType<{ data: Instant; driverData: string }>({
  dataType: () => 'timestamp with time zone',
  toDriver: (value) => new Date(value).toISOString(),
  fromDriver: (value) => Date.parse(value.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')),
});

/** Text that people read: sorted as Vietnamese whatever the database's own collation is. */
export const vietnamese = customType<{ data: string; driverData: string }>({
  dataType: () => 'text COLLATE "vi-x-icu"',
});
