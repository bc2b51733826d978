import { readFile } from 'node:fs/promises';
import openapiTS, { astToString, COMMENT_HEADER } from 'openapi-typescript';
import { expect, it } from 'vitest';

it('is what the OpenAPI document says; `npm run console:types` writes it anew', async () => {
  const document = new URL('../../../../openapi/native.json', import.meta.url);
  const fresh = COMMENT_HEADER + astToString(await openapiTS(document));
  const committed = await readFile(new URL('./generated.ts', import.meta.url), 'utf8');
  expect(committed === fresh).toBe(true);
});
