import { isProblem, RefusedError } from '../../client/index.ts';
import { waitText } from './moment-text.ts';

/** What to tell people about an error, and what they can do next. `leave`: nothing here, so show a link to the shop. */
export type TroubleText = { title: string; text: string; wayOn: 'retry' | 'signIn' | 'leave' | 'none' };

/** For whatever a request may throw: a service's problem, the gateway's few words, a firewall's page, or no answer at all. */
export function troubleText(error: unknown): TroubleText {
  if (!(error instanceof RefusedError)) return noAnswer;
  const { status, problem, retryAfterSeconds } = error;
  switch (status) {
    case 401:
      return signedOut;
    case 403:
      if (isProblem(problem, 'account-disabled')) return { title: problem.title, text: problem.detail ?? '', wayOn: 'leave' };
      // A service answers so when a role or scope is missing, the gateway when a token has expired, and a firewall in HTML.
      if (problem) return notAllowed;
      return error.message === 'Forbidden' ? signedOut : blocked;
    case 404:
      return { title: 'Not found', text: problem?.detail ?? 'It doesn’t exist, or you don’t have access to it.', wayOn: 'none' };
    case 429:
      return problem && retryAfterSeconds !== undefined ? tooManyAttempts(retryAfterSeconds) : tooManyRequests;
    case 503:
      return {
        title: 'Not available right now',
        text: 'Part of the system is not answering. Nothing is lost. Try again in a moment.',
        wayOn: 'retry',
      };
    default:
      if (status >= 500)
        return {
          title: 'Something went wrong',
          text: 'This is our fault, and it has been logged. Try again in a moment.',
          wayOn: 'retry',
        };
      return { title: problem?.title ?? 'Refused', text: detailsOf(problem), wayOn: 'none' };
  }
}

/** From the gateway, which counts all callers' requests. */
const tooManyRequests: TroubleText = {
  title: 'Too many requests',
  text: 'We are getting more requests than we can serve right now. Try again in a moment.',
  wayOn: 'retry',
};

/** From a service, which limits sign-ins, registrations and refreshes. */
const tooManyAttempts = (waitSeconds: number): TroubleText => ({
  title: 'Too many attempts',
  text: `No more are accepted for now. Try again ${waitText(waitSeconds)}.`,
  wayOn: 'retry',
});

const noAnswer: TroubleText = {
  title: 'No answer',
  text: 'The connection is down, or the system is not running. Nothing is lost. Try again.',
  wayOn: 'retry',
};

const signedOut: TroubleText = {
  title: 'You are no longer signed in',
  text: 'Your session has ended. Sign in again, and you will come back to this page.',
  wayOn: 'signIn',
};

const notAllowed: TroubleText = {
  title: 'Not allowed',
  text: 'Your account is not allowed to do this. Sign in with one that is.',
  wayOn: 'signIn',
};

const blocked: TroubleText = {
  title: 'Blocked',
  text: 'The firewall refused this request. Text that looks like code can be the reason: change it, and try again.',
  wayOn: 'retry',
};

function detailsOf(problem: RefusedError['problem']): string {
  const fields = problem?.errors?.map(({ path, message }) => `${path}: ${message}`).join('; ');
  return fields || problem?.detail || 'The request was refused.';
}
