/** What has been typed into the password's field. Unlike the rest of a form it is kept nowhere else. */
export const passwordIn = (form: HTMLFormElement): string => String(new FormData(form).get('password') ?? '');
