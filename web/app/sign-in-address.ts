/** Where to sign in, to come back here afterwards. */
export const signInAddress = ({ pathname, search }: { pathname: string; search: string }): string =>
  `/sign-in?next=${encodeURIComponent(pathname + search)}`;

/** Where to go after signing in: a path of ours, and nothing that leads elsewhere. */
export function nextOf(search: URLSearchParams): string {
  const next = search.get('next') ?? '/';
  return /^\/(?![/\\])/.test(next) ? next : '/';
}
