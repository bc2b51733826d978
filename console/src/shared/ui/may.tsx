import { Button, type ButtonProps, Tooltip } from '@mantine/core';
import type { MouseEvent, ReactNode } from 'react';

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
  const refused = {
    type: 'button',
    'data-disabled': true,
    'aria-disabled': true,
    'aria-description': why,
    onClick: (event: MouseEvent) => event.preventDefault(),
  } as const;
  // One button, whatever holds just now: it keeps the focus when that changes.
  return (
    <Tooltip label={why} disabled={why === undefined}>
      <Button {...rest} {...(why === undefined ? { onClick } : refused)}>
        {children}
      </Button>
    </Tooltip>
  );
}
