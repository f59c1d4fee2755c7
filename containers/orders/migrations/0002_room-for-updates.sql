-- A changed row stays on its page, where the log need tell only what has changed of it.
ALTER TABLE "orders"."orders" SET (fillfactor = 40);
