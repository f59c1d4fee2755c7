/** What has been typed into the password's field. Unlike the rest of the form, it is not kept anywhere else. */
export const passwordIn = (form: HTMLFormElement): string => String(new FormData(form).get('password') ?? '');
