import { Button } from '@mantine/core';
import { Copy } from './copy.tsx';
import classes from './secret-once.module.css';

/** A secret, shown this once. */
export function SecretOnce({
  secret,
  what,
  onDone,
}: {
  secret: string;
  /** What it is, as in "signing secret". */
  what: string;
  onDone: () => void;
}) {
  return (
    <div>
      <p>{`Copy the ${what} now. It is not shown again.`}</p>
      <div className={classes.secret}>
        <code>{secret}</code>
        <Copy text={secret} what={`the ${what}`} />
      </div>
      <div style={{ display: 'flex', justifyContent: 'flex-end', marginBlockStart: 20 }}>
        <Button onClick={onDone}>I have it</Button>
      </div>
    </div>
  );
}
