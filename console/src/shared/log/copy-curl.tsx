import { Button } from '@mantine/core';
import { useShortcuts } from '../keys/use-shortcuts.ts';
import { CopyHeard } from '../ui/copy-heard.tsx';
import { useCopy } from '../ui/use-copy.ts';
import { curlOf } from './curl.ts';

/** Copies a request as a line for a terminal, by the button or by `c`. */
export function CopyCurl({ request }: { request: Parameters<typeof curlOf>[0] }) {
  const { copy: write, copied, failed } = useCopy();
  const copy = () => void write(curlOf(request));
  useShortcuts('This page', [{ keys: ['c'], words: 'Copy the request as curl', run: copy }]);
  return (
    <>
      <Button variant="default" size="xs" onClick={copy}>
        {words(copied, failed)}
      </Button>
      <CopyHeard copied={copied} failed={failed} />
    </>
  );
}

function words(copied: boolean, failed: boolean): string {
  if (failed) return 'Could not be copied';
  return copied ? 'Copied' : 'Copy curl';
}
