import { backingOff } from '../../app/back-off.ts';

/** The `refetchInterval` of what an operator watches. */
export const live = backingOff({ secondsMin: 5, secondsMax: 30 });
