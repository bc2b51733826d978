import { Button, Menu } from '@mantine/core';
import { IconBan, IconChevronDown, IconHistory, IconRefresh, IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { useWhyNot } from '../../shared/api/session.ts';
import type { Webhook } from '../../shared/api/types.ts';
import { testsAreSentOnce } from '../../shared/log/tests.ts';
import { MayButton } from '../../shared/ui/may.tsx';
import { MayItem } from '../../shared/ui/may-item.tsx';
import { CancelDialog } from './cancel-dialog.tsx';
import type { DeliveryFilters } from './delivery-filters.ts';
import { RecoverDialog } from './recover-dialog.tsx';
import { ReplayDialog } from './replay-dialog.tsx';
import { ResendDialog } from './resend-dialog.tsx';

/** Acts on many deliveries at once. Each says how many it touches before it asks. */
export function ActionMenu({
  org,
  webhooks,
  filters,
  tests,
}: {
  org: string;
  webhooks: readonly Webhook[];
  filters: DeliveryFilters;
  tests: 'out' | 'in' | 'only';
}) {
  const [open, setOpen] = useState<'recover' | 'replay' | 'resend' | 'cancel' | null>(null);
  const why = useWhyNot('editor', 'Sending again or cancelling');
  if (why !== undefined) {
    return (
      <MayButton why={why} variant="default">
        Actions
      </MayButton>
    );
  }
  const close = () => setOpen(null);
  return (
    <>
      <Menu position="bottom-end" width={260}>
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={16} aria-hidden />}>
            Actions
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconRefresh size={16} aria-hidden />} onClick={() => setOpen('recover')}>
            Recover what failed …
          </Menu.Item>
          <Menu.Item leftSection={<IconHistory size={16} aria-hidden />} onClick={() => setOpen('replay')}>
            Replay what was missed …
          </Menu.Item>
          <MayItem
            why={tests === 'only' ? testsAreSentOnce : undefined}
            leftSection={<IconSend size={16} aria-hidden />}
            onClick={() => setOpen('resend')}
          >
            Send again what matches …
          </MayItem>
          <Menu.Item leftSection={<IconBan size={16} aria-hidden />} onClick={() => setOpen('cancel')}>
            Cancel what waits …
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <RecoverDialog opened={open === 'recover'} onClose={close} org={org} webhooks={webhooks} />
      <ReplayDialog opened={open === 'replay'} onClose={close} org={org} webhooks={webhooks} />
      <ResendDialog opened={open === 'resend'} onClose={close} org={org} filters={filters} />
      {open === 'cancel' && (
        <CancelDialog opened onClose={close} org={org} webhooks={webhooks} filters={filters} />
      )}
    </>
  );
}
