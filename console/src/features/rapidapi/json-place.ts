/**
 * Where a text stops being JSON, in words: "Line 3, column 14: …"; undefined for JSON. The engine names the place in one
 * of several ways, or not at all.
 */
export function jsonProblem(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    const position = /position (\d+)/.exec(message)?.[1];
    const given = /line (\d+) column (\d+)/.exec(message);
    const what = message.replace(/ (in JSON )?at (position|line).*$/s, '').replace(/^JSON\.parse: /, '');
    if (given !== null) return `Line ${given[1]}, column ${given[2]}: ${what}.`;
    if (position === undefined) return `This is not JSON: ${what}.`;
    const before = text.slice(0, Number(position)).split('\n');
    return `Line ${before.length}, column ${before.at(-1)!.length + 1}: ${what}.`;
  }
}

/** The same JSON, a line for each value; what is none stays as it is. */
export function pretty(text: string): string {
  return jsonProblem(text) === undefined ? JSON.stringify(JSON.parse(text), null, 2) : text;
}
