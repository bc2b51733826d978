import { Alert, Button } from '@mantine/core';
import { IconAlertOctagon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { ApiProblem, wordsOf } from '../api/problem.ts';
import { Copy } from './copy.tsx';
import classes from './states.module.css';

/** Nothing is there: what that means, and what to do. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={classes.empty}>
      <p>{title}</p>
      {children !== undefined && <div className={classes.todo}>{children}</div>}
    </div>
  );
}

/** Something could not be had: what happened, what to do, and what to ask the log for. */
export function Trouble({ what, error, onRetry }: { what?: string; error: unknown; onRetry?: () => void }) {
  const requestId = error instanceof ApiProblem ? error.requestId : null;
  return (
    <Alert
      variant="default"
      className={classes.trouble}
      icon={<IconAlertOctagon aria-hidden />}
      title={what}
      role="alert"
    >
      <p>{wordsOf(error)}</p>
      {onRetry !== undefined && (
        <Button variant="default" size="xs" onClick={onRetry}>
          Try now
        </Button>
      )}
      {requestId !== null && (
        <p className={classes.request}>
          Request <span className="mono">{requestId}</span> <Copy text={requestId} what="request id" />
        </p>
      )}
    </Alert>
  );
}

/** Rows of the height of true ones; unseen for the first moment, so that quick answers do not flash. */
export function Loading({ rows = 8 }: { rows?: number }) {
  return (
    <div className={classes.loading} role="status">
      <span className="only-heard">Loading</span>
      {Array.from({ length: rows }, (_, index) => index).map((index) => (
        <div key={index} />
      ))}
    </div>
  );
}
