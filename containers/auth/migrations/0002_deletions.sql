-- No other service may delete: what they keep is for the books. Whoever leaves this one leaves nothing behind, and what has
-- run out (sessions with their tokens, known addresses, throttles) holds nothing that anybody may still want.
GRANT DELETE ON "auth"."users", "auth"."sessions", "auth"."refresh_tokens", "auth"."known_addresses", "auth"."throttles" TO "auth";
