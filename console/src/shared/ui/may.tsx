import { Button, type ButtonProps, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';

/**
 * A button that says why it cannot be pressed: it stays where it is and can be reached, and the reason is read with it.
 */
export function MayButton({
  why,
  onClick,
  children,
  ...rest
}: Omit<ButtonProps, 'disabled'> & {
  /** Why not; undefined where it may be pressed. */
  why: string | undefined;
  onClick?: () => void;
  children: ReactNode;
  type?: 'button' | 'submit';
}) {
  if (why === undefined) {
    return (
      <Button {...rest} onClick={onClick}>
        {children}
      </Button>
    );
  }
  return (
    <Tooltip label={why}>
      <Button
        {...rest}
        type="button"
        data-disabled
        aria-disabled
        aria-description={why}
        onClick={(event) => event.preventDefault()}
      >
        {children}
      </Button>
    </Tooltip>
  );
}
