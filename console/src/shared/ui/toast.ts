import { notifications } from '@mantine/notifications';

/** Says in passing what was done. Never the only place where a failure is told. */
export function toast(message: string): void {
  notifications.show({
    message,
    autoClose: 8000,
    withBorder: true,
    closeButtonProps: { 'aria-label': 'Close' },
  });
}
