/** Whether a text has neither control characters, of which JSON may carry a NUL and PostgreSQL may not, nor half a character. */
export const isPlainText = (text: string): boolean => !/[\p{Cc}\p{Cs}]/u.test(text);
