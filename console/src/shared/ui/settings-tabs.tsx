import { useWhyNot } from '../api/session.ts';
import { paths } from '../paths.ts';
import { PageTabs } from './page-tabs.tsx';

/** The parts of an organization's settings. */
export function SettingsTabs({ org }: { org: string }) {
  // The other one is read by administrators alone.
  if (useWhyNot('administrator', 'The audit log') !== undefined) return null;
  const tabs = [
    { label: 'General', to: paths.settings(org) },
    { label: 'Audit log', to: paths.audit(org) },
  ];
  return <PageTabs label="Settings" tabs={tabs} />;
}
