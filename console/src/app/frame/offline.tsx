import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ApiProblem } from '../../shared/api/problem.ts';
import { sessionQuery } from '../../shared/api/session.ts';
import { formatTime } from '../../shared/format/time.ts';
import classes from './frame.module.css';

/** Says that nobody answers, and since when; asks again each five seconds. */
export function Offline() {
  const { error, refetch } = useQuery(sessionQuery);
  const offline = error instanceof ApiProblem && error.status === 0;
  const [since, setSince] = useState<Date | null>(null);

  useEffect(() => {
    if (!offline) {
      setSince(null);
      return;
    }
    setSince((earlier) => earlier ?? new Date());
    const timer = setInterval(() => void refetch(), 5000);
    return () => clearInterval(timer);
  }, [offline, refetch]);

  return (
    <div role="status">
      {since !== null && (
        <div className={classes.offline}>
          {`No connection to Bellwire since ${formatTime(since, new Date())}. What you see may be old.`}
        </div>
      )}
    </div>
  );
}
