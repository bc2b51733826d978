/** Characters that would move, hide or reorder what stands beside them, or that show nothing at all. */
const unseen =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point.
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/**
 * Foreign text with what cannot be seen made visible: "␛" for the controls that have a picture, "⟨U+202E⟩" for the rest.
 * Line breaks and tabs stay.
 */
export function plainText(text: string): string {
  return text.replace(/\r\n/g, '\n').replace(unseen, (character) => {
    const code = character.charCodeAt(0);
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    if (code === 0x7f) return '\u2421';
    return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
  });
}

/** The same on one line, and no longer than `maxLength` characters. */
export function plainLine(text: string, maxLength = 120): string {
  const line = plainText(text.slice(0, maxLength + 1).replace(/[\n\r\t]+/g, ' '));
  return text.length > maxLength ? `${[...line].slice(0, maxLength).join('')}…` : line;
}
