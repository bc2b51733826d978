/** A place that one can go to from the palette. */
export interface Entry {
  /** What kind of place: the heading above it. */
  group: string;
  label: string;
  /** What is shown beside it, and searched too. */
  more?: string;
  to: string;
}

const most = 50;

/**
 * The entries that hold each word of what was typed, in any order; those whose label begins with it come first. All of them
 * while nothing is typed.
 */
export function matching(entries: readonly Entry[], typed: string): Entry[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const found = entries.filter(({ label, more = '' }) => {
    const text = `${label} ${more}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const whole = words.join(' ');
  const begins = ({ label }: Entry) => whole !== '' && label.toLowerCase().startsWith(whole);
  return [...found.filter(begins), ...found.filter((entry) => !begins(entry))].slice(0, most);
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;

/** The id in what was pasted, whatever stands around it: a line of a log, an address. */
export function idIn(typed: string): string | undefined {
  return uuid.exec(typed)?.[0].toLowerCase();
}
