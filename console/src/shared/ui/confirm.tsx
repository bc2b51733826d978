import { Button, Modal, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { MayButton } from './may.tsx';
import { Trouble } from './states.tsx';

/**
 * Asks before an act with consequences. It says what will happen; the button names the act; `type` has to be typed
 * where there is no way back. The dialog stays open, with the reason, when the act fails.
 */
export function Confirm({
  opened,
  onClose,
  title,
  children,
  act,
  onAct,
  danger = false,
  why,
  type,
}: {
  opened: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  act: string;
  onAct: () => Promise<unknown>;
  danger?: boolean;
  /** Why it cannot be done, or not yet. */
  why?: string | undefined;
  /** What has to be typed, with what it is: the name of the thing. */
  type?: { text: string; what: string };
}) {
  return (
    <Modal opened={opened} onClose={onClose} title={title}>
      <Asked
        act={act}
        onAct={onAct}
        onClose={onClose}
        danger={danger}
        why={why}
        {...(type !== undefined && { type })}
      >
        {children}
      </Asked>
    </Modal>
  );
}

/** Inside the dialog, so that each opening begins anew. */
function Asked({
  children,
  act,
  onAct,
  onClose,
  danger,
  why,
  type,
}: {
  children: ReactNode;
  act: string;
  onAct: () => Promise<unknown>;
  onClose: () => void;
  danger: boolean;
  why: string | undefined;
  type?: { text: string; what: string };
}) {
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [missed, setMissed] = useState(false);
  async function run() {
    if (why !== undefined) return;
    if (type !== undefined && typed.trim() !== type.text) {
      setMissed(true);
      return;
    }
    setBusy(true);
    setError(null);
    try {
      await onAct();
      onClose();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void run();
      }}
    >
      {children}
      {type !== undefined && (
        <TextInput
          mt="md"
          label={`Type the ${type.what} to go on: ${type.text}`}
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          error={missed && typed.trim() !== type.text ? `This is not the ${type.what}.` : undefined}
          autoComplete="off"
        />
      )}
      {error !== null && (
        <div style={{ marginBlockStart: 12 }}>
          <Trouble error={error} />
        </div>
      )}
      <div style={{ display: 'flex', justifyContent: 'flex-end', gap: 8, marginBlockStart: 20 }}>
        <Button variant="default" onClick={onClose}>
          Keep it as it is
        </Button>
        <MayButton why={why} type="submit" loading={busy} {...(danger && { color: 'red' })}>
          {act}
        </MayButton>
      </div>
    </form>
  );
}
