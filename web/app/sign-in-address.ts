/** The sign-in page, which leads back here afterwards. */
export const signInAddress = ({ pathname, search }: { pathname: string; search: string }): string =>
  `/sign-in?next=${encodeURIComponent(pathname + search)}`;

/** Where to go after signing in: always a path of this site. */
export function nextOf(search: URLSearchParams): string {
  const next = search.get('next') ?? '/';
  return /^\/(?![/\\])/.test(next) ? next : '/';
}
