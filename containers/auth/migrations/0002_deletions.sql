-- No other service may delete rows, because they are its records. A user who deletes the account leaves nothing behind here, and
-- expired rows (sessions with their tokens, known addresses, throttles) are of no further use.
GRANT DELETE ON "auth"."users", "auth"."sessions", "auth"."refresh_tokens", "auth"."known_addresses", "auth"."throttles" TO "auth";
