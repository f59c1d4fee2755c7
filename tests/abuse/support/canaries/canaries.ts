import { randomBytes, randomInt } from 'node:crypto';

const mark = () => randomBytes(5).toString('hex');

/** An Irish postal code of letters that are not hexadecimal digits: few other formats have room for a unique text. */
const eircode = () => Array.from({ length: 7 }, () => 'GHJKLMNPQRSTVWXYZ'[randomInt(17)]).join('');

/**
 * Secrets and personal data as people and operators enter them, each valid for its field and unique. Those that only exist
 * later (tokens, keys, hashes) are added when they are created.
 */
export const createCanaries = () => ({
  password: `Canary-password-${mark()}`,
  newPassword: `Canary-new-password-${mark()}`,
  wrongPassword: `Canary-wrong-password-${mark()}`,
  shortPassword: `Cnry${mark()}`,
  email: `canary-mail-${mark()}@people.test`,
  unknownEmail: `canary-stranger-${mark()}@people.test`,
  malformedEmail: `canary-no-mail-${mark()}`,
  name: `Canary Name ${mark()}`,
  refusedName: `Canary Refused ${mark()}`,
  forgedRefreshToken: `canary-refresh-${mark()}`,
  forgedAccessToken: `canary.access.${mark()}`,
  basicCredentials: `canary-basic-${mark()}`,
  cookie: `canary-cookie-${mark()}`,
  header: `canary-header-${mark()}`,
  query: `canary-query-${mark()}`,
  pathSegment: `canary-path-${mark()}`,
  unknownKey: `canary-unknown-${mark()}`,
  keyName: `canary-name-of-a-key-${mark()}`,
  wrongType: `canary-type-${mark()}`,
  brokenJson: `canary-broken-${mark()}`,
  otherMediaType: `canary-media-${mark()}`,
  card: `pm_canary_card_${mark()}`,
  idempotencyKey: `canary-key-${mark()}`,
  malformedKey: `canary key ${mark()}`,
  shipToName: `Canary Consignee ${mark()}`,
  line1: `Canary Street ${mark()}`,
  line2: `Canary Floor ${mark()}`,
  city: `Canary City ${mark()}`,
  refusedCity: `Canary Ghost Town ${mark()}`,
  region: `Canary County ${mark()}`,
  postalCode: eircode(),
  phone: `+353 ${randomInt(10 ** 11, 10 ** 12 - 1)}`,
  adjustmentReason: `canary-reason-${mark()}`,
  stripeKey: `sk_test_canary${mark()}`,
  awsSecretKey: `canary-aws-${mark()}`,
  cdnSecret: `canary-cdn-secret-of-32-letters-${mark()}`,
  providerMessage: `canary-provider-${mark()}`,
  carrierMessage: `canary-carrier-${mark()}`,
  poisonText: `canary-poison-${mark()}`,
  poisonField: `canary-field-${mark()}`,
});

export type Canaries = Record<keyof ReturnType<typeof createCanaries>, string>;

/** The canaries that a text contains, plain or in common encodings. */
export function findCanaries(text: string, canaries: Record<string, string>): string[] {
  const lower = text.toLowerCase();
  return Object.entries(canaries).flatMap(([name, value]) =>
    spellings(value).some((spelling) => lower.includes(spelling.toLowerCase())) ? [name] : [],
  );
}

function spellings(value: string): string[] {
  const bytes = Buffer.from(value);
  // Within a longer base64 text, a value's middle has one of three forms, and its ends depend on its neighbours. The rest must
  // be long enough not to occur by chance.
  const shifted = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + bytes.length) * 8) / 6)),
  );
  return [value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1), bytes.toString('hex'), ...shifted];
}
