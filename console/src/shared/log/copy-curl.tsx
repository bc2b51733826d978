import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { useShortcuts } from '../keys/use-shortcuts.ts';
import { curlOf } from './curl.ts';

/** Copies a request as a line for a terminal, by the button or by `c`. */
export function CopyCurl({ request }: { request: Parameters<typeof curlOf>[0] }) {
  const clipboard = useClipboard({ timeout: 2000 });
  const copy = () => clipboard.copy(curlOf(request));
  useShortcuts('This page', [{ keys: ['c'], words: 'Copy the request as curl', run: copy }]);
  return (
    <Button variant="default" size="xs" onClick={copy}>
      <span role="status">{clipboard.copied ? 'Copied' : 'Copy curl'}</span>
    </Button>
  );
}
