import { ActionIcon, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';

/** Copies a text; turns to a tick and says so. */
export function Copy({ text, what }: { text: string; what: string }) {
  return (
    <CopyButton value={text} timeout={2000}>
      {({ copied, copy }) => (
        <>
          <ActionIcon variant="subtle" color="gray" size={24} aria-label={`Copy ${what}`} onClick={copy}>
            {copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
          </ActionIcon>
          <span role="status" className="only-heard">
            {copied ? 'Copied' : ''}
          </span>
        </>
      )}
    </CopyButton>
  );
}
