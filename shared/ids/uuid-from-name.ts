import { v5 } from 'uuid';

// Never change this: the ids of all events are derived from it.
const namespace = '6f9d5a0e-2f4b-4c1f-9c0f-7e1d3b5a8c21';

/** The UUIDv5 (RFC 9562, section 5.5) of a name: the same name always gives the same id. */
export const uuidFromName = (name: string): string => v5(name, namespace);
