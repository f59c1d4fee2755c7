ALTER TABLE "auth"."refresh_tokens" ADD COLUMN "successor_hash" text;--> statement-breakpoint
ALTER TABLE "auth"."refresh_tokens" ADD COLUMN "seed" text;