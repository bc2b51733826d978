import { Modal } from '@mantine/core';
import { SignInForm } from '../../features/session/sign-in-form.tsx';

/** Over the page, so that what was typed into it stays. */
export function SessionOver() {
  return (
    <Modal opened onClose={() => {}} withCloseButton={false} title="Your session is over">
      <p>Sign in again. What you typed stays.</p>
      <SignInForm onDone={() => {}} />
    </Modal>
  );
}
