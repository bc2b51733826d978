import { writeTime, writeUuid } from './binary.ts';

/**
 * Arrays for `unnest`, in PostgreSQL's binary format (array_recv and the receive function of each element type).
 *
 * Statements that write many rows take one array for each column. As text, every element is searched for quotes and
 * escaped here, then parsed and unescaped there; as bytes, it is copied. That halves what a row costs both sides.
 */

/** A type's id in pg_type; fixed for built-in types. */
const oids = { boolean: 16, bytea: 17, integer: 23, text: 25, timestamptz: 1184, uuid: 2950 };

const arrayHeaderBytes = 20;
const lengthBytes = 4;
/** How `-1` stands for null where a length is expected. */
const nullLength = -1;

/** `uuid[]`, of UUIDs in their usual spelling. */
export function uuids<Row>(rows: readonly Row[], pick: (row: Row) => string | null): Buffer {
  return fixed(rows, pick, oids.uuid, 16, writeUuid);
}

/** `integer[]`. */
export function integers<Row>(rows: readonly Row[], pick: (row: Row) => number | null): Buffer {
  return fixed(rows, pick, oids.integer, 4, (buffer, value, at) => buffer.writeInt32BE(value, at));
}

/** `boolean[]`. */
export function booleans<Row>(rows: readonly Row[], pick: (row: Row) => boolean | null): Buffer {
  return fixed(rows, pick, oids.boolean, 1, (buffer, value, at) => buffer.writeUInt8(value ? 1 : 0, at));
}

/** `timestamptz[]`. */
export function times<Row>(rows: readonly Row[], pick: (row: Row) => Date | null): Buffer {
  return fixed(rows, pick, oids.timestamptz, 8, writeTime);
}

/** `text[]`. */
export function texts<Row>(rows: readonly Row[], pick: (row: Row) => string | null): Buffer {
  return varying(rows, pick, oids.text, Buffer.byteLength, (buffer, value, at) => buffer.write(value, at));
}

/** `bytea[]`. */
export function bytes<Row>(rows: readonly Row[], pick: (row: Row) => Buffer | null): Buffer {
  return varying(
    rows,
    pick,
    oids.bytea,
    (value) => value.length,
    (buffer, value, at) => value.copy(buffer, at),
  );
}

function fixed<Row, Value>(
  rows: readonly Row[],
  pick: (row: Row) => Value | null,
  oid: number,
  size: number,
  write: (buffer: Buffer, value: Value, at: number) => void,
): Buffer {
  // For none of them being null; what nulls leave unused is cut off.
  const buffer = Buffer.allocUnsafe(arrayHeaderBytes + rows.length * (lengthBytes + size));
  let at = arrayHeaderBytes;
  let hasNull = false;
  for (const row of rows) {
    const value = pick(row);
    if (value === null) {
      hasNull = true;
      at = buffer.writeInt32BE(nullLength, at);
      continue;
    }
    at = buffer.writeInt32BE(size, at);
    write(buffer, value, at);
    at += size;
  }
  return withHeader(buffer, { oid, count: rows.length, hasNull }).subarray(0, at);
}

function varying<Row, Value>(
  rows: readonly Row[],
  pick: (row: Row) => Value | null,
  oid: number,
  sizeOf: (value: Value) => number,
  write: (buffer: Buffer, value: Value, at: number) => void,
): Buffer {
  const values = rows.map(pick);
  let total = arrayHeaderBytes;
  const sizes = values.map((value) => {
    const size = value === null ? nullLength : sizeOf(value);
    total += lengthBytes + Math.max(0, size);
    return size;
  });
  const buffer = Buffer.allocUnsafe(total);
  let at = arrayHeaderBytes;
  let hasNull = false;
  for (const [index, value] of values.entries()) {
    const size = sizes[index]!;
    at = buffer.writeInt32BE(size, at);
    if (value === null) {
      hasNull = true;
      continue;
    }
    write(buffer, value, at);
    at += size;
  }
  return withHeader(buffer, { oid, count: rows.length, hasNull });
}

/** An array of one dimension whose first element has the number 1; an empty one has no dimension. */
function withHeader(
  buffer: Buffer,
  { oid, count, hasNull }: { oid: number; count: number; hasNull: boolean },
): Buffer {
  buffer.writeInt32BE(count === 0 ? 0 : 1, 0);
  buffer.writeInt32BE(hasNull ? 1 : 0, 4);
  buffer.writeInt32BE(oid, 8);
  if (count === 0) return buffer.subarray(0, 12);
  buffer.writeInt32BE(count, 12);
  buffer.writeInt32BE(1, 16);
  return buffer;
}
