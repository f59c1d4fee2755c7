ALTER TABLE "orders"."orders" ADD COLUMN "decided_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "orders"."orders" ADD COLUMN "parked_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "orders_expiring" ON "orders"."orders" USING btree ("deadline") WHERE decision = 'open';--> statement-breakpoint
CREATE INDEX "orders_parked" ON "orders"."orders" USING btree ("parked_at") WHERE parked_at is not null;