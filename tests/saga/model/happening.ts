import type { Draft, EventType } from '#events/index.ts';
import type { Move } from './explore.ts';
import type { Service, World } from './world.ts';

/** What one service may come to next, and what it publishes then. `echo`: said in answer to this, with nothing changed. */
export type Happening<S extends Service> = {
  does: string;
  becomes: World[S];
  says?: Draft | undefined;
  chance?: boolean;
  echo?: Echo;
};
export type Echo = { to: EventType; is: EventType };
export type WorldMove = Move<World> & { echo?: Echo };
