import { readFile } from 'node:fs/promises';

/** The most memory that this process had, resident, in MB. */
export const ownPeakMb = (): number => Math.round(process.resourceUsage().maxRSS / 1024);

/** The same of another process; null where the system does not tell. Linux does. */
export async function peakMbOf(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return kilobytes === undefined ? null : Math.round(Number(kilobytes) / 1024);
}
