import { z } from 'zod';
import { accessDenied, S3Error } from './s3-error.ts';

/** The fields of a form by lower-case name, without the file. */
export type Fields = ReadonlyMap<string, string>;

/** The allowed file size in bytes, inclusive. */
export type LengthRange = { min: number; max: number };

type Condition = { operator: 'eq' | 'starts-with'; name: string; value: string };
export type Policy = { expiration: Date; conditions: Condition[]; length: LengthRange };

/**
 * Parses the policy of a form.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html
 * @throws S3Error InvalidPolicyDocument
 */
export function parsePolicy(encoded: string): Policy {
  const parsed = document.safeParse(decode(encoded));
  if (!parsed.success) throw invalidPolicy(z.prettifyError(parsed.error));
  const { expiration, conditions } = parsed.data;
  const ranges = conditions.filter(isRange);
  return {
    expiration: new Date(expiration),
    conditions: conditions.flatMap((said) => (isRange(said) ? [] : toConditions(said))),
    length: {
      min: Math.max(0, ...ranges.map(([, min]) => min)),
      max: Math.min(fileBytesMax, ...ranges.map(([, , max]) => max)),
    },
  };
}

/**
 * Checks a form against its policy: every condition must be met, and every field must be covered by one.
 * @returns the allowed file size
 * @throws S3Error AccessDenied
 */
export function evaluate({ expiration, conditions, length }: Policy, fields: Fields, now: Date): LengthRange {
  if (now >= expiration) throw accessDenied('Invalid according to Policy: Policy expired.');
  const broken = conditions.find((condition) => !isMet(condition, fields));
  if (broken) {
    const { operator, name, value } = broken;
    throw accessDenied(`Invalid according to Policy: Policy Condition failed: ["${operator}", "$${name}", "${value}"]`);
  }
  const covered = new Set(conditions.map(({ name }) => name));
  const extra = [...fields.keys()].filter((name) => !covered.has(name) && !isExempt(name));
  if (extra.length > 0) throw accessDenied(`Invalid according to Policy: Extra input fields: ${extra.join(', ')}`);
  return length;
}

/** S3's limit for one request. */
const fileBytesMax = 5 * 1024 ** 3;

const range = z.tuple([z.literal('content-length-range'), z.int().min(0), z.int().min(0)]);
const match = z.tuple([z.enum(['eq', 'starts-with']), z.string().regex(/^\$./), z.string()]);
const document = z.strictObject({
  expiration: z.iso.datetime(),
  conditions: z.array(z.union([range, match, z.record(z.string(), z.string())])),
});

type Said = z.infer<typeof document>['conditions'][number];

const isRange = (said: Said): said is z.infer<typeof range> => Array.isArray(said) && said[0] === 'content-length-range';

/** An object is shorthand for `eq`. */
function toConditions(said: Exclude<Said, z.infer<typeof range>>): Condition[] {
  if (!Array.isArray(said)) {
    return Object.entries(said).map(([name, value]) => ({ operator: 'eq', name: name.toLowerCase(), value }));
  }
  const [operator, name, value] = said;
  return [{ operator, name: name.slice(1).toLowerCase(), value }];
}

function isMet({ operator, name, value }: Condition, fields: Fields): boolean {
  const given = fields.get(name);
  return operator === 'eq' ? given === value : (given ?? '').startsWith(value);
}

/** The signature cannot cover itself, and S3 ignores fields that ask to be ignored. */
const isExempt = (name: string) => name === 'policy' || name === 'x-amz-signature' || name.startsWith('x-ignore-');

function decode(encoded: string): unknown {
  try {
    return JSON.parse(Buffer.from(encoded, 'base64').toString());
  } catch {
    throw invalidPolicy('Invalid JSON.');
  }
}

const invalidPolicy = (reason: string) => new S3Error(400, 'InvalidPolicyDocument', `Invalid Policy: ${reason}`);
