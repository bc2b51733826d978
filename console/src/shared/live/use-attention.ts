import { useEffect, useState } from 'react';

/** Beyond so many pixels the top of the list is out of sight, or soon will be. */
const scrolledPx = 80;

/** Whether somebody is reading: then rows stay where they are. `over` goes on what must not move under the pointer. */
export function useAttention(): {
  reading: boolean;
  over: { onMouseEnter: () => void; onMouseLeave: () => void };
} {
  const [hovered, setHovered] = useState(false);
  const [away, setAway] = useState(isAway);
  useEffect(() => {
    const look = () => setAway(isAway());
    document.addEventListener('visibilitychange', look);
    window.addEventListener('scroll', look, { passive: true });
    return () => {
      document.removeEventListener('visibilitychange', look);
      window.removeEventListener('scroll', look);
    };
  }, []);
  return {
    reading: hovered || away,
    over: { onMouseEnter: () => setHovered(true), onMouseLeave: () => setHovered(false) },
  };
}

function isAway(): boolean {
  return document.hidden || window.scrollY > scrolledPx;
}
