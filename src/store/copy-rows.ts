import { timeBytes, uuidBytes, writeTime, writeUuid } from './binary.ts';

/**
 * Rows for `copy … from stdin (format binary)`: the columns of each row are written one after the other, in the order that
 * the statement names them.
 *
 * An insert of many rows from arrays keeps each column in a store of its own before it has a row, and puts every row
 * into the table by itself. COPY reads a row, and puts as many into a page, and into the log, as fit. For the rows that every
 * event needs it costs PostgreSQL about half.
 */
export interface CopyRows {
  /** Begins a row. */
  row(): CopyRows;
  uuid(value: string | null): CopyRows;
  /** Also for a column of type json. */
  text(value: string | null): CopyRows;
  integer(value: number | null): CopyRows;
  time(value: Date | null): CopyRows;
  bytes(value: Buffer | null): CopyRows;
  /** Words for a column of type tsvector, in any order: each once, none of them empty. */
  words(value: readonly string[] | null): CopyRows;
  /** Everything that was written; nothing can be added to it. */
  end(): Buffer;
}

// "PGCOPY", a line end that a transfer as text would break, no flags, no extension.
const header = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const lengthBytes = 4;
/** How many bytes a character of a JavaScript string may take in UTF-8. */
const maxBytesPerUnit = 3;
/** Enough for one small row; it doubles as it has to. */
const firstBytes = 4096;

/** Up to this length, to write a text here costs a third of the call that would do it. */
const shortLength = 48;

/** Writes a text in UTF-8, and answers with how many bytes that took. */
function writeText(buffer: Buffer, text: string, at: number): number {
  const { length } = text;
  if (length > shortLength) return buffer.write(text, at);
  for (let index = 0; index < length; index++) {
    const unit = text.charCodeAt(index);
    if (unit > 0x7f) return buffer.write(text, at);
    buffer[at + index] = unit;
  }
  return length;
}

export function createCopyRows(columns: number): CopyRows {
  let buffer = Buffer.allocUnsafe(firstBytes);
  let at = header.copy(buffer);

  /** Makes room, and writes the length of the value that follows. */
  function room(bytes: number): void {
    if (at + bytes + lengthBytes <= buffer.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(buffer.length * 2, at + bytes + lengthBytes));
    buffer.copy(larger, 0, 0, at);
    buffer = larger;
  }
  function begin(bytes: number): void {
    room(bytes);
    at = buffer.writeInt32BE(bytes, at);
  }
  function nothing(): CopyRows {
    room(0);
    at = buffer.writeInt32BE(-1, at);
    return rows;
  }
  /** The length is known only when it is written, and goes in front of it then. */
  function characters(value: string): CopyRows {
    room(value.length * maxBytesPerUnit);
    const start = at;
    at += lengthBytes;
    at += writeText(buffer, value, at);
    buffer.writeInt32BE(at - start - lengthBytes, start);
    return rows;
  }

  const rows: CopyRows = {
    row() {
      room(0);
      at = buffer.writeInt16BE(columns, at);
      return rows;
    },
    uuid(value) {
      if (value === null) return nothing();
      begin(uuidBytes);
      writeUuid(buffer, value, at);
      at += uuidBytes;
      return rows;
    },
    text: (value) => (value === null ? nothing() : characters(value)),
    integer(value) {
      if (value === null) return nothing();
      begin(4);
      at = buffer.writeInt32BE(value, at);
      return rows;
    },
    time(value) {
      if (value === null) return nothing();
      begin(timeBytes);
      writeTime(buffer, value, at);
      at += timeBytes;
      return rows;
    },
    bytes(value) {
      if (value === null) return nothing();
      begin(value.length);
      at += value.copy(buffer, at);
      return rows;
    },
    words(value) {
      if (value === null) return nothing();
      const longest = value.reduce((sum, word) => sum + word.length * maxBytesPerUnit + 3, 4);
      room(longest);
      const start = at;
      at = buffer.writeInt32BE(value.length, at + lengthBytes);
      for (const word of value) {
        at += writeText(buffer, word, at);
        // The end of the word, and that it has no places in a text.
        at = buffer.writeUInt16BE(0, buffer.writeUInt8(0, at));
      }
      buffer.writeInt32BE(at - start - lengthBytes, start);
      return rows;
    },
    end() {
      room(0);
      at = buffer.writeInt16BE(-1, at);
      return buffer.subarray(0, at);
    },
  };
  return rows;
}
