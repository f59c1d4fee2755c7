CREATE SCHEMA IF NOT EXISTS "orders";
--> statement-breakpoint
CREATE TABLE "orders"."orders" (
	"order_id" uuid PRIMARY KEY NOT NULL,
	"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "orders"."orders_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"customer_id" uuid NOT NULL,
	"idempotency_key" text NOT NULL,
	"request_hash" text NOT NULL,
	"lines" jsonb NOT NULL,
	"total_amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"payment_method" text NOT NULL,
	"ship_to" jsonb NOT NULL,
	"placed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deadline" timestamp with time zone NOT NULL,
	"stock" text DEFAULT 'none' NOT NULL,
	"payment" text DEFAULT 'none' NOT NULL,
	"shipment" text DEFAULT 'none' NOT NULL,
	"decision" text DEFAULT 'open' NOT NULL,
	"reason" text,
	"shortages" jsonb,
	"cancellation_announced" boolean DEFAULT false NOT NULL,
	"settled" boolean DEFAULT false NOT NULL,
	"version" integer NOT NULL,
	"event" jsonb NOT NULL,
	"announce_at" timestamp with time zone,
	"announce_attempts" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "orders_idempotency" ON "orders"."orders" USING btree ("customer_id","idempotency_key");--> statement-breakpoint
CREATE INDEX "orders_by_customer" ON "orders"."orders" USING btree ("customer_id","position" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "orders_by_position" ON "orders"."orders" USING btree ("position" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "orders_due" ON "orders"."orders" USING btree ("announce_at") WHERE announce_at is not null;