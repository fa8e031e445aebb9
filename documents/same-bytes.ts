const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END_RECORD = 0x06054b50;
/** 1980-01-01, the first day that a zip file can name. */
const FIRST_DAY = 0x0021;

/**
 * Takes the clock out of a zip file, in place. Both libraries stamp each entry with the time of writing, and a draft
 * made again from the same input must have the same hash: the log of versions compares those.
 */
export function withoutClock(zip: Buffer): Buffer {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || zip.readUInt32LE(end) !== END_RECORD) throw new Error('A document of zip form has no end record');
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    stamp(zip, at, CENTRAL_HEADER, 12);
    stamp(zip, zip.readUInt32LE(at + 42), LOCAL_HEADER, 10);
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return zip;
}

function stamp(zip: Buffer, header: number, signature: number, offset: number): void {
  if (zip.readUInt32LE(header) !== signature) throw new Error(`No zip header at byte ${header}`);
  zip.writeUInt16LE(0, header + offset);
  zip.writeUInt16LE(FIRST_DAY, header + offset + 2);
}
