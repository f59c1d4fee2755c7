CREATE SCHEMA IF NOT EXISTS "shipping";
--> statement-breakpoint
CREATE TABLE "shipping"."shipments" (
	"order_id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"state" jsonb NOT NULL,
	"event" jsonb,
	"status" text GENERATED ALWAYS AS (state->>'status') STORED NOT NULL,
	"tracking_number" text GENERATED ALWAYS AS (state->>'trackingNumber') STORED,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"announce_at" timestamp with time zone,
	"announce_attempts" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "shipments_tracking_number_unique" UNIQUE("tracking_number")
);
--> statement-breakpoint
CREATE INDEX "shipments_due" ON "shipping"."shipments" USING btree ("announce_at") WHERE announce_at is not null;