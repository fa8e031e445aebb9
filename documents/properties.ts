import { printable } from './text.ts';

const NAMESPACES = [
  'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"',
  'xmlns:dc="http://purl.org/dc/elements/1.1/"',
].join(' ');

/**
 * The file's properties, in place of the library's own: those hold the time of writing, which would make each copy
 * another file, and "Un-named" as author, which an agency's document must not say.
 */
export function coreProperties(title: string, author: string): { path: string; data: string } {
  const fields = `<dc:title>${escaped(title)}</dc:title><dc:creator>${escaped(author)}</dc:creator>`;
  const xml = `<cp:coreProperties ${NAMESPACES}>${fields}</cp:coreProperties>`;
  return { path: 'docProps/core.xml', data: `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${xml}` };
}

function escaped(text: string): string {
  return printable(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
