CREATE TABLE "auth"."known_addresses" (
	"account_address" text PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"last_used_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "auth"."throttles" (
	"key" text PRIMARY KEY NOT NULL,
	"spent_until" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "auth"."sessions" ADD COLUMN "generation" integer;--> statement-breakpoint
ALTER TABLE "auth"."users" ADD COLUMN "session_generation" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "auth"."known_addresses" ADD CONSTRAINT "known_addresses_user_id_users_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."users"("user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "known_addresses_user_id" ON "auth"."known_addresses" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "known_addresses_last_used_at" ON "auth"."known_addresses" USING btree ("last_used_at");--> statement-breakpoint
CREATE INDEX "throttles_spent_until" ON "auth"."throttles" USING btree ("spent_until");--> statement-breakpoint
CREATE INDEX "sessions_expires_at" ON "auth"."sessions" USING btree ("expires_at");