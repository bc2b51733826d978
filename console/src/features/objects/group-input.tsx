import { Fieldset } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './nested.module.css';

/** The frame around fields that belong together, with what is wrong with them as a whole. */
export function GroupInput({
  label,
  description,
  error,
  children,
}: {
  label: string;
  description: string | undefined;
  error: string | undefined;
  children: ReactNode;
}) {
  return (
    <Fieldset legend={label} className={classes.nested}>
      {description !== undefined && <p className="muted small">{description}</p>}
      {children}
      {error !== undefined && (
        <p role="alert" className={classes.error}>
          {error}
        </p>
      )}
    </Fieldset>
  );
}
