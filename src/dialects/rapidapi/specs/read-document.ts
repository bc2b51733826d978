import { isScalar, parseDocument, YAMLParseError } from 'yaml';
import { BellwireError } from '../../../base/errors.ts';
import { whyNotParsed } from './yaml-shape.ts';

/** What a spec may have. To read this much of YAML keeps a node from all else for some tenths of a second. */
export const maxSpecBytes = 512 * 1024;

/** How often the names of parts may be used in YAML: more than that is made to grow without end. */
const maxAliases = 100;

/** What a text says, as JSON or as YAML. Throws `invalid`, with the place in the text. */
export function readDocument(text: string, field: string): unknown {
  if (Buffer.byteLength(text) > maxSpecBytes)
    throw unreadable(field, `may have ${maxSpecBytes} bytes at most; import a part of it`);
  try {
    return text.trimStart().startsWith('{') ? JSON.parse(text) : readYaml(text, field);
  } catch (error) {
    throw error instanceof BellwireError
      ? error
      : unreadable(field, `is neither JSON nor YAML: ${reasonOf(error)}`);
  }
}

function readYaml(text: string, field: string): unknown {
  const why = whyNotParsed(text);
  if (why !== null) throw unreadable(field, `cannot be taken: ${why}`);
  const document = parseDocument(text, {
    logLevel: 'error',
    stringKeys: true,
    // Looked for in each list of keys from its beginning, again for each key. As in JSON, the last one counts.
    uniqueKeys: false,
  });
  const [error] = document.errors;
  if (error !== undefined) throw error;
  const version: unknown = document.getIn(['info', 'version'], true);
  // Many write 1.0 without quotes, and mean these very signs.
  if (isScalar(version) && typeof version.value === 'number') version.value = version.source;
  return document.toJS({ maxAliasCount: maxAliases });
}

/** Without the lines around the place, which the library adds. */
function reasonOf(error: unknown): string {
  if (error instanceof YAMLParseError) return error.message.split('\n', 1)[0]?.replace(/:$/, '') ?? '';
  // The last one is what the library says of too many aliases.
  if (error instanceof SyntaxError || error instanceof ReferenceError) return error.message.slice(0, 200);
  throw error;
}

function unreadable(field: string, message: string): BellwireError {
  return new BellwireError('invalid', 'The spec cannot be read.', [{ field, message }]);
}
