import { useEffect, useState } from 'react';
import { serverNow } from '../app/clock.ts';
import { absoluteText, relativeText } from './moment-text.ts';

/** A moment: how long ago by the server's clock, and when. */
export function Moment({ at }: { at: string }) {
  const now = useNow();
  const moment = Date.parse(at);
  return (
    // Its text changes every few seconds. Inside a status, screen readers would read it out each time.
    <time
      aria-live="off"
      dateTime={at}
      title={new Date(moment).toLocaleString(undefined, { dateStyle: 'full', timeStyle: 'long' })}
    >
      {relativeText(moment, now)} · {absoluteText(moment, now)}
    </time>
  );
}

/** The server's time, updated every few seconds while the page can be seen. */
function useNow(everySeconds = 5): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && setNow(serverNow()), everySeconds * 1000);
    return () => clearInterval(timer);
  }, [everySeconds]);
  return now;
}
