import { ActionIcon, Button, Menu, useMantineColorScheme } from '@mantine/core';
import {
  IconDeviceDesktop,
  IconKey,
  IconKeyboard,
  IconKeyboardOff,
  IconLogout,
  IconMoon,
  IconSun,
  IconUser,
} from '@tabler/icons-react';
import { useSession } from '../../shared/api/session.ts';
import { useShortcutsOn } from '../../shared/keys/on-off.ts';
import { paths } from '../../shared/paths.ts';
import { Link } from '../../shared/routing/link.tsx';
import { StillSignedIn, useSignOut } from './sign-out.tsx';

const schemes = {
  light: { next: 'dark', icon: IconSun, word: 'Light' },
  dark: { next: 'auto', icon: IconMoon, word: 'Dark' },
  auto: { next: 'light', icon: IconDeviceDesktop, word: 'As the system' },
} as const;

/** The colours, who is signed in, and the way out. */
export function Account({ onHelp }: { onHelp: () => void }) {
  const session = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const scheme = schemes[colorScheme];
  const [keysOn, setKeysOn] = useShortcutsOn();
  const Keys = keysOn ? IconKeyboardOff : IconKeyboard;
  const leaving = useSignOut();
  return (
    <div style={{ display: 'flex', alignItems: 'center', gap: 4 }}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={32}
        aria-label={`Colours: ${scheme.word}`}
        onClick={() => setColorScheme(scheme.next)}
      >
        <scheme.icon size={18} stroke={1.75} aria-hidden />
      </ActionIcon>
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <Button
            variant="subtle"
            color="gray"
            px="sm"
            fw={500}
            leftSection={<IconUser size={18} aria-hidden />}
            aria-label={`Account: ${session?.name ?? session?.role ?? ''}`}
          >
            {session?.name ?? session?.role ?? 'Account'}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            Role: {session?.role}
            <br />
            Times in {Intl.DateTimeFormat().resolvedOptions().timeZone}
          </Menu.Label>
          <Menu.Item component={Link} to={paths.tokens()} leftSection={<IconKey size={16} aria-hidden />}>
            Tokens
          </Menu.Item>
          <Menu.Item leftSection={<IconKeyboard size={16} aria-hidden />} onClick={onHelp}>
            Keyboard shortcuts
          </Menu.Item>
          <Menu.Item leftSection={<Keys size={16} aria-hidden />} onClick={() => setKeysOn(!keysOn)}>
            {keysOn ? 'Switch shortcuts off' : 'Switch shortcuts on'}
          </Menu.Item>
          <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={leaving.signOut}>
            Sign out
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <StillSignedIn {...leaving} />
    </div>
  );
}
