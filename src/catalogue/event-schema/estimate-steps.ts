/**
 * About how many steps a pattern compiles to. Counted repetitions are written out, so that five hundred characters can come to
 * half a million steps, which take a second to make: this reads the text alone. It follows the notation as far as it has
 * to for that, and what is no pattern at all gets some number.
 */
export function estimateSteps(pattern: string): number {
  // One sum for each open group; `last` is what a repetition would repeat.
  const open: number[] = [];
  let sum = 0;
  let last = 0;
  const add = (steps: number) => {
    sum += last;
    last = steps;
  };
  for (let at = 0; at < pattern.length; ) {
    const part = partAt(pattern, at);
    at += part.length;
    if (part.startsWith('(') && !part.endsWith(')')) {
      add(0);
      open.push(sum);
      sum = 0;
    } else if (part === ')') {
      const group = sum + last + 2;
      sum = open.pop() ?? 0;
      last = group;
    } else if (part.startsWith('{')) {
      last = repeated(last, part);
    } else {
      add(1);
    }
  }
  return open.reduce((all, before) => all + before, sum + last);
}

/** A class, what is escaped, the head of a group, a repetition, or one character. */
const parts =
  /\[\^?\]?(?:\[:\^?\w+:\]|\\.|[^\]\\])*\]|\\[pPxu]\{[^}]*\}|\\.|\(\?(?:[a-zA-Z-]*[:)]|P?<\w+>)|\{\d+(?:,\d*)?\}|./suy;

function partAt(pattern: string, at: number): string {
  parts.lastIndex = at;
  return parts.exec(pattern)?.[0] ?? pattern.charAt(at);
}

/** So many copies, and a way round each of those that need not be there. */
function repeated(steps: number, repetition: string): number {
  const [least = 0, most = least] = repetition.match(/\d+/g)?.map(Number) ?? [];
  return steps * Math.max(least, most, 1) + (most - least);
}
