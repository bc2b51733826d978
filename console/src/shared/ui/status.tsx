import {
  IconAlertOctagon,
  IconBan,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleOff,
  IconClock,
  IconClockOff,
  IconFlask,
  IconLoader2,
  IconPlayerPause,
  IconRotateClockwise,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './status.module.css';

/** Each state's colour, icon and word. The words are those of the API, of the filters and of the charts. */
const kinds = {
  delivered: { tone: 'delivered', icon: IconCircleCheck, word: 'Delivered' },
  waiting: { tone: 'waiting', icon: IconClock, word: 'Waiting' },
  retrying: { tone: 'retrying', icon: IconRotateClockwise, word: 'Retrying' },
  failed: { tone: 'failed', icon: IconAlertOctagon, word: 'Failed' },
  cancelled: { tone: 'off', icon: IconBan, word: 'Cancelled' },
  none: { tone: 'off', icon: IconCircleDashed, word: 'No receiver' },
  on: { tone: 'delivered', icon: IconCircleCheck, word: 'On' },
  failing: { tone: 'failed', icon: IconAlertOctagon, word: 'Failing' },
  paused: { tone: 'retrying', icon: IconPlayerPause, word: 'Paused' },
  off: { tone: 'off', icon: IconCircleOff, word: 'Off' },
  running: { tone: 'waiting', icon: IconLoader2, word: 'Running' },
  done: { tone: 'delivered', icon: IconCircleCheck, word: 'Done' },
  published: { tone: 'delivered', icon: IconCircleCheck, word: 'Published' },
  draft: { tone: 'off', icon: IconCircleDashed, word: 'Draft' },
  expired: { tone: 'off', icon: IconClockOff, word: 'Expired' },
  test: { tone: 'test', icon: IconFlask, word: 'Test' },
} as const;

export type StatusKind = keyof typeof kinds;

/** Icon and word on a tint, never the colour alone. `more` stands behind the word: "Retrying · 3 of 8". */
export function Status({ kind, more }: { kind: StatusKind; more?: ReactNode }) {
  const { tone, icon: Icon, word } = kinds[kind];
  return (
    <span className={classes.status} data-tone={tone}>
      <Icon size={14} stroke={2} aria-hidden />
      <span>
        {word}
        {more !== undefined && <> · {more}</>}
      </span>
    </span>
  );
}
