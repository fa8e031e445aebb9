/** Longer subjects are cut by most mail programs, and long before that by readers. */
export const LONGEST_SUBJECT = 190;
