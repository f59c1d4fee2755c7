import type { Draft, EventType } from '#events/index.ts';
import type { Move } from './explore.ts';
import type { Service, World } from './world.ts';

/** What one service may do next, and what it publishes then. `echo`: published in answer to this, without any change. */
export type Happening<S extends Service> = {
  does: string;
  becomes: World[S];
  says?: Draft | undefined;
  chance?: boolean;
  echo?: Echo;
};
export type Echo = { to: EventType; is: EventType };
export type WorldMove = Move<World> & { echo?: Echo };
