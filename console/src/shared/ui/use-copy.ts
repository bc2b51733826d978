import { useEffect, useRef, useState } from 'react';

const shownMs = 2000;

/**
 * Copies texts. `failed`: the browser did not let it, and whoever wants the text has to select it. Browsers have their clipboard
 * on pages of https and of the own machine only; elsewhere an older way is taken.
 */
export function useCopy() {
  const [state, setState] = useState<'copied' | 'failed' | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  async function copy(text: string): Promise<void> {
    const copied = await write(text);
    setState(copied ? 'copied' : 'failed');
    clearTimeout(timer.current);
    // That it failed has to be read, and stays.
    if (copied) timer.current = setTimeout(() => setState(null), shownMs);
  }
  return { copy, copied: state === 'copied', failed: state === 'failed' };
}

async function write(text: string): Promise<boolean> {
  try {
    if (navigator.clipboard !== undefined) {
      await navigator.clipboard.writeText(text);
      return true;
    }
  } catch {
    // Not allowed; the other way may be.
  }
  const give = (event: ClipboardEvent) => {
    event.preventDefault();
    event.clipboardData?.setData('text/plain', text);
  };
  document.addEventListener('copy', give, { once: true });
  try {
    return document.execCommand('copy');
  } finally {
    document.removeEventListener('copy', give);
  }
}
