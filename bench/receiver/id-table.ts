/** Tells the ids that came for the first time from repeats. Compact: millions of them must not slow the receiver down. */
export interface IdTable {
  /**
   * Takes in a UUID in its usual spelling, 36 bytes of ASCII at `offset`. Answers with its number, counted from 0 in
   * the order of arrival, as -1 - number where it was there already; null for what is no UUID.
   */
  add(bytes: Uint8Array, offset: number): number | null;
  size(): number;
  /** The ids in the order of their arrival, in their usual spelling. */
  ids(): string[];
  clear(): void;
}

/** A UUID is four words of 32 bits. */
const words = 4;
const hexLength = 36;

export function createIdTable(initialSlots = 1 << 16): IdTable {
  let mask = initialSlots - 1;
  /** The number of the id in each slot, plus one; zero is free. */
  let slots = new Uint32Array(initialSlots);
  let stored = new Uint32Array((initialSlots / 2) * words);
  let count = 0;
  const parsed = new Uint32Array(words);

  /** Open addressing; never more than half full, so that a free slot is near. */
  function slotOf(source: Uint32Array, at: number): number {
    let slot = (source[at + 3]! ^ Math.imul(source[at + 1]!, 0x9e3779b1)) & mask;
    for (;;) {
      const taken = slots[slot]!;
      if (taken === 0) return slot;
      const other = (taken - 1) * words;
      if (
        stored[other] === source[at] &&
        stored[other + 1] === source[at + 1] &&
        stored[other + 2] === source[at + 2] &&
        stored[other + 3] === source[at + 3]
      )
        return slot;
      slot = (slot + 1) & mask;
    }
  }

  function grow(): void {
    const wider = new Uint32Array(stored.length * 2);
    wider.set(stored);
    stored = wider;
    mask = mask * 2 + 1;
    slots = new Uint32Array(mask + 1);
    for (let index = 0; index < count; index++) slots[slotOf(stored, index * words)] = index + 1;
  }

  return {
    add(bytes, offset) {
      if (!parseUuid(bytes, offset, parsed)) return null;
      const slot = slotOf(parsed, 0);
      if (slots[slot] !== 0) return -slots[slot]!;
      stored.set(parsed, count * words);
      count += 1;
      slots[slot] = count;
      if (count * words === stored.length) grow();
      return count - 1;
    },
    size: () => count,
    ids: () => Array.from({ length: count }, (_, index) => spell(stored.subarray(index * words))),
    clear() {
      slots.fill(0);
      count = 0;
    },
  };
}

function parseUuid(bytes: Uint8Array, offset: number, into: Uint32Array): boolean {
  let word = 0;
  let digits = 0;
  for (let index = 0; index < hexLength; index++) {
    const byte = bytes[offset + index];
    if (byte === undefined) return false;
    if (index === 8 || index === 13 || index === 18 || index === 23) {
      if (byte !== 0x2d) return false;
      continue;
    }
    const digit = hexDigit(byte);
    if (digit < 0) return false;
    word = (word << 4) | digit;
    digits += 1;
    if ((digits & 7) === 0) into[(digits >> 3) - 1] = word;
  }
  return true;
}

function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}

function spell(id: Uint32Array): string {
  const hex = Array.from(id.subarray(0, words), (word) => word.toString(16).padStart(8, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
