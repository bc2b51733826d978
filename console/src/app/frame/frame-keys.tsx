import { lazy, Suspense } from 'react';
import { useOrganization } from '../../shared/api/organization.ts';
import type { Shortcut } from '../../shared/keys/registry.ts';
import { useKeyListener } from '../../shared/keys/use-key-listener.ts';
import { useShortcuts } from '../../shared/keys/use-shortcuts.ts';
import { paths } from '../../shared/paths.ts';
import { useGo, usePathValues } from '../../shared/routing/use-search.ts';
import { dialectItems } from './dialect-items.ts';

const ShortcutsDialog = lazy(async () => ({
  default: (await import('./shortcuts-dialog.tsx')).ShortcutsDialog,
}));

/** The keys that act on every page, and the list of all that act on this one. */
export function FrameKeys({ help, onHelp }: { help: boolean; onHelp: (opened: boolean) => void }) {
  const { org } = usePathValues() as { org?: string };
  useKeyListener();
  useShortcuts('Everywhere', [{ keys: ['?'], words: 'This list', run: () => onHelp(true) }]);
  useShortcuts('Go to', useWaysInOrganization(org));
  if (!help) return null;
  return (
    <Suspense fallback={null}>
      <ShortcutsDialog onClose={() => onHelp(false)} />
    </Suspense>
  );
}

/** `g` and then the place. */
function useWaysInOrganization(org: string | undefined): Shortcut[] {
  const go = useGo();
  const dialect = useOrganization()?.dialect;
  if (org === undefined) return [];
  const way = (key: string, label: string, to: string): Shortcut => ({
    keys: ['g', key],
    words: label,
    run: () => go(to),
  });
  const [own] = (dialect === undefined ? undefined : dialectItems[dialect]?.(org)) ?? [];
  return [
    way('o', 'Overview', paths.overview(org)),
    way('w', 'Webhooks', paths.webhooks(org)),
    way('d', 'Deliveries', paths.deliveries(org)),
    way('b', 'Objects', paths.objects(org)),
    way('j', 'Jobs', paths.jobs(org)),
    way('s', 'Settings', paths.settings(org)),
    ...(own === undefined ? [] : [way('e', own.label, own.to)]),
  ];
}
