import { RefusedError } from '../../client/index.ts';

/** What to tell people of an error, and the way on that there is. */
export type TroubleText = { title: string; text: string; wayOn: 'retry' | 'signIn' | 'none' };

/** Of whatever a request may throw: a problem of a service, the gateway's few words, or no answer at all. */
export function troubleText(error: unknown): TroubleText {
  if (!(error instanceof RefusedError)) return noAnswer;
  const { status, problem } = error;
  switch (status) {
    case 401:
      return signedOut;
    case 403:
      // The gateway says it of a token that has run out, a service of a role or scope that is missing.
      return problem
        ? { title: 'Not allowed', text: 'Your account may not do this. Sign in with one that may.', wayOn: 'signIn' }
        : signedOut;
    case 404:
      return { title: 'Not found', text: problem?.detail ?? 'It does not exist, or not for you.', wayOn: 'none' };
    case 429:
      return {
        title: 'Too many requests',
        text: 'So much is asked for right now that we had to put this off. Try again in a moment.',
        wayOn: 'retry',
      };
    case 503:
      return {
        title: 'Not available right now',
        text: 'A part of the system is not answering. Nothing is lost; try again in a moment.',
        wayOn: 'retry',
      };
    default:
      if (status >= 500)
        return {
          title: 'Something went wrong',
          text: 'It is our fault, and has been noted. Try again in a moment.',
          wayOn: 'retry',
        };
      return { title: problem?.title ?? 'Refused', text: detailsOf(problem), wayOn: 'none' };
  }
}

const noAnswer: TroubleText = {
  title: 'No answer',
  text: 'The connection is down, or the system is not running. Nothing is lost; try again.',
  wayOn: 'retry',
};

const signedOut: TroubleText = {
  title: 'You are not signed in any more',
  text: 'Your session has ended. Sign in again and you come back to this page.',
  wayOn: 'signIn',
};

function detailsOf(problem: RefusedError['problem']): string {
  const fields = problem?.errors?.map(({ path, message }) => `${path}: ${message}`).join('; ');
  return fields || problem?.detail || 'The request was refused.';
}
