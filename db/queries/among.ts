import { type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';

/**
 * True for rows whose text is one of a list, however long: one parameter, so that every length is the same statement to
 * the server and is prepared once.
 */
export const among = (column: PgColumn, values: string[]): SQL => sql`${column} = any(${sql.param(values)}::text[])`;
