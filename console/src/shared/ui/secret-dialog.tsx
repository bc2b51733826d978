import { Modal } from '@mantine/core';
import { type ReactNode, useState } from 'react';

/** A dialog that makes something, and then shows its secret: from there on only a button closes it, and not a key too many. */
export function SecretDialog({
  opened,
  onClose,
  title,
  children,
}: {
  opened: boolean;
  onClose: () => void;
  title: string;
  /** Calls `onShown` when the secret is on the screen. */
  children: (onShown: () => void) => ReactNode;
}) {
  const [shown, setShown] = useState(false);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      onExitTransitionEnd={() => setShown(false)}
      title={title}
      closeOnClickOutside={false}
      closeOnEscape={!shown}
      withCloseButton={!shown}
    >
      {children(() => setShown(true))}
    </Modal>
  );
}
