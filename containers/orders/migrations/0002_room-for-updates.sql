-- Leaves room for a changed row to stay on its page, so that the log contains only what has changed in it.
ALTER TABLE "orders"."orders" SET (fillfactor = 40);
