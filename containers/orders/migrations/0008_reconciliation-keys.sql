ALTER TABLE "orders"."reconciliations" ADD COLUMN "idempotency_key" text;--> statement-breakpoint
ALTER TABLE "orders"."reconciliations" ADD COLUMN "request_hash" text;--> statement-breakpoint
CREATE UNIQUE INDEX "reconciliations_idempotency" ON "orders"."reconciliations" USING btree ("operator_id","idempotency_key");