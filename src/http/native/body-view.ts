/** The bytes of a body in JSON. */
export interface BodyView {
  encoding: 'utf-8' | 'base64';
  content: string;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A body as text where it is valid UTF-8, otherwise in base64: either way one gets back the very bytes. */
export function bodyView(body: Buffer | null): BodyView | null {
  if (body === null) return null;
  try {
    return { encoding: 'utf-8', content: utf8.decode(body) };
  } catch {
    return { encoding: 'base64', content: body.toString('base64') };
  }
}
