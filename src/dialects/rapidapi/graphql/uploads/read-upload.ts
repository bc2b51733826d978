import { BellwireError } from '../../../../base/errors.ts';
import { maxSpecBytes } from '../../specs/read-document.ts';
import type { GraphContext } from '../module.ts';
import { isFile, type Upload } from './upload.ts';

/** What has been read of specs for one request: each takes its time, so they share what one may have. */
const specBytes = new WeakMap<GraphContext, number>();

/** The text of a spec. Throws `invalid`. */
export async function specTextOf(context: GraphContext, upload: Upload, field: string): Promise<string> {
  const bytes = isFile(upload) ? upload.size : Buffer.byteLength(upload);
  const sum = (specBytes.get(context) ?? 0) + bytes;
  if (sum > maxSpecBytes) {
    const message = `is too large: the specs of one request may have ${maxSpecBytes} bytes in all`;
    throw unsound(field, message);
  }
  specBytes.set(context, sum);
  if (!isFile(upload)) return upload;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await upload.arrayBuffer());
  } catch {
    throw unsound(field, 'must be a text in UTF-8');
  }
}

/** An input whose picture may be a file. */
export type WithPicture<T> = Omit<T, 'thumbnail'> & { thumbnail?: Upload | null };

/** A picture that was sent is kept within its row, so it has to be small. */
const maxPictureBytes = 32 * 1024;

/** Kinds of pictures, by how they begin. No SVG: that can hold scripts. */
const pictures: readonly [type: string, beginsWith: RegExp][] = [
  ['image/png', /^89504e470d0a1a0a/],
  ['image/jpeg', /^ffd8ff/],
  ['image/gif', /^4749463837|^4749463839/],
  ['image/webp', /^52494646.{8}57454250/],
];

/** The address of a picture: the one that was given, or a `data:` URL of the file. Throws `invalid`. */
export async function pictureOf(
  upload: Upload | null | undefined,
  field = 'thumbnail',
): Promise<string | null | undefined> {
  if (!isFile(upload)) return upload;
  if (upload.size > maxPictureBytes)
    throw unsound(field, `may have ${maxPictureBytes} bytes at most; give the address of a larger one`);
  const bytes = Buffer.from(await upload.arrayBuffer());
  const type = pictures.find(([, beginsWith]) => beginsWith.test(bytes.toString('hex', 0, 16)))?.[0];
  if (type === undefined) throw unsound(field, 'must be a picture: PNG, JPEG, GIF or WebP');
  return `data:${type};base64,${bytes.toString('base64')}`;
}

function unsound(field: string, message: string): BellwireError {
  return new BellwireError('invalid', 'The upload is not valid.', [{ field, message }]);
}
