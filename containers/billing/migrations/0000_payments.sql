CREATE SCHEMA IF NOT EXISTS "billing";
--> statement-breakpoint
CREATE TABLE "billing"."payments" (
	"order_id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"state" jsonb NOT NULL,
	"event" jsonb,
	"status" text GENERATED ALWAYS AS (state->>'status') STORED NOT NULL,
	"amount" bigint GENERATED ALWAYS AS ((state #>> '{terms,amount,amount}')::bigint) STORED,
	"currency" text GENERATED ALWAYS AS (state #>> '{terms,amount,currency}') STORED,
	"intent_id" text GENERATED ALWAYS AS (state->>'intentId') STORED,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "payments_intent_id_unique" UNIQUE("intent_id")
);
