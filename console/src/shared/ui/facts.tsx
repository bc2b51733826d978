import type { ReactNode } from 'react';
import classes from './facts.module.css';

/** One thing that is known: what it is, and its value. */
export interface Fact {
  label: string;
  value: ReactNode;
}

/** What is known of one thing, in two columns; one below the other on a phone. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className={classes.facts}>
      {facts.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
