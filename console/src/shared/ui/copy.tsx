import { ActionIcon } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconCopy } from '@tabler/icons-react';
import { useCopy } from './use-copy.ts';

/** Copies a text; turns to a tick and says so. */
export function Copy({ text, what }: { text: string; what: string }) {
  const { copy, copied, failed } = useCopy();
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={24}
        aria-label={`Copy ${what}`}
        onClick={() => void copy(text)}
      >
        <Icon copied={copied} failed={failed} />
      </ActionIcon>
      <span role="status" className={failed ? undefined : 'only-heard'}>
        {copied && 'Copied'}
        {failed && 'The browser did not copy it. Select the text and copy it yourself.'}
      </span>
    </>
  );
}

function Icon({ copied, failed }: { copied: boolean; failed: boolean }) {
  if (failed) return <IconAlertTriangle size={16} aria-hidden />;
  return copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />;
}
