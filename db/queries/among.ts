import { type SQL, sql } from 'drizzle-orm';
import { makePgArray, type PgColumn } from 'drizzle-orm/pg-core';

/**
 * Texts as one parameter, so that every length of a list is the same statement to the server and is prepared once.
 * Written out here: the driver knows no array types, see `openDatabase`.
 */
export const textArray = (values: string[]): SQL => sql`${makePgArray(values)}::text[]`;

/** True for rows whose text is one of a list, however long. */
export const among = (column: PgColumn, values: string[]): SQL => sql`${column} = any(${textArray(values)})`;
