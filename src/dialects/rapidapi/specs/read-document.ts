import { parse, YAMLParseError } from 'yaml';
import { BellwireError } from '../../../base/errors.ts';

/** What a spec may have. To read this much of YAML keeps a node from all else for some tenths of a second. */
export const maxSpecBytes = 512 * 1024;

/** How often the names of parts may be used in YAML: more than that is made to grow without end. */
const maxAliases = 100;

/** What a text says, as JSON or as YAML. Throws `invalid`, with the place in the text. */
export function readDocument(text: string, field: string): unknown {
  if (Buffer.byteLength(text) > maxSpecBytes)
    throw unreadable(field, `may have ${maxSpecBytes} bytes at most; import a part of it`);
  try {
    return text.trimStart().startsWith('{')
      ? JSON.parse(text)
      : parse(text, { maxAliasCount: maxAliases, logLevel: 'error', stringKeys: true });
  } catch (error) {
    throw unreadable(field, `is neither JSON nor YAML: ${reasonOf(error)}`);
  }
}

/** Without the lines around the place, which the library adds. */
function reasonOf(error: unknown): string {
  if (error instanceof YAMLParseError) return error.message.split('\n', 1)[0]?.replace(/:$/, '') ?? '';
  if (error instanceof SyntaxError || error instanceof ReferenceError) return error.message.slice(0, 200);
  // Too deep for the parser.
  if (error instanceof RangeError) return 'it is nested too deeply';
  throw error;
}

function unreadable(field: string, message: string): BellwireError {
  return new BellwireError('invalid', 'The spec cannot be read.', [{ field, message }]);
}
