/** How PostgreSQL has single values in binary (the receive function of each type), for arrays and for COPY. */

/** The value of a hexadecimal digit by its character; 255 for what is none. */
const digits = new Uint8Array(256).fill(255);
for (const [value, digit] of [...'0123456789abcdef'].entries()) {
  digits[digit.charCodeAt(0)] = value;
  digits[digit.toUpperCase().charCodeAt(0)] = value;
}

export const uuidBytes = 16;
const uuidLength = 36;

/** The sixteen bytes of a UUID in its usual spelling. */
export function writeUuid(buffer: Buffer, uuid: string, start: number): void {
  if (uuid.length !== uuidLength) throw notUuid(uuid);
  let at = start;
  for (let index = 0; index < uuidLength; index += 2) {
    if (uuid.charCodeAt(index) === 0x2d) index += 1;
    const high = digits[uuid.charCodeAt(index)]!;
    const low = digits[uuid.charCodeAt(index + 1)]!;
    if ((high | low) > 15) throw notUuid(uuid);
    buffer[at++] = (high << 4) | low;
  }
  if (at !== start + uuidBytes) throw notUuid(uuid);
}

function notUuid(text: string): TypeError {
  return new TypeError(`Not a UUID: ${JSON.stringify(text)}`);
}

export const timeBytes = 8;
const epochMs = Date.UTC(2000, 0, 1);
const highHalf = 2 ** 32;

/** Microseconds since the year 2000, as a whole number of eight bytes. */
export function writeTime(buffer: Buffer, time: Date, at: number): void {
  const sinceMs = time.getTime() - epochMs;
  if (Number.isNaN(sinceMs)) throw new RangeError('Not a time');
  const microseconds = sinceMs * 1000;
  // In two halves and not as a BigInt, which would be made anew for every time. A double holds it exactly until 2285.
  if (Number.isSafeInteger(microseconds)) {
    buffer.writeInt32BE(Math.floor(microseconds / highHalf), at);
    buffer.writeUInt32BE(microseconds - Math.floor(microseconds / highHalf) * highHalf, at + 4);
  } else {
    buffer.writeBigInt64BE(BigInt(sinceMs) * 1000n, at);
  }
}
