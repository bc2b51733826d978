import { Progress } from '@mantine/core';
import { shareOfAll } from '../../features/jobs/job-words.ts';
import { useRunningJobs } from '../../features/jobs/use-running-jobs.ts';
import type { NavItem } from './nav-item.ts';
import { NavLink } from './nav-link.tsx';
import classes from './navigation.module.css';

/** The way to the jobs, with how far those are that run at this moment. */
export function JobsItem({ org, item, narrow }: { org: string; item: NavItem; narrow: boolean }) {
  const running = useRunningJobs(org);
  if (running.length === 0) return <NavLink item={item} narrow={narrow} />;
  const share = shareOfAll(running);
  const percent = share === null ? null : Math.floor(share * 100);
  const words = percent === null ? 'running' : `${percent} %`;
  return (
    <NavLink item={item} narrow={narrow} more={words}>
      <Progress.Root size={3} className={classes.progress ?? ''} aria-hidden>
        <Progress.Section value={percent ?? 100} animated={percent === null} withAria={false} />
      </Progress.Root>
    </NavLink>
  );
}
