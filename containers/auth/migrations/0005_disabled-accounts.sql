CREATE TABLE "auth"."account_actions" (
	"action_id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"action" text NOT NULL,
	"reason" text NOT NULL,
	"admin_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "account_actions_known" CHECK ("auth"."account_actions"."action" in ('disable', 'enable'))
);
--> statement-breakpoint
ALTER TABLE "auth"."users" ADD COLUMN "disabled_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "account_actions_by_user" ON "auth"."account_actions" USING btree ("user_id");--> statement-breakpoint
-- What administrators did stays as it was recorded, even after the account is deleted.
CREATE FUNCTION "auth".guard_account_action() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what administrators did stays as it was noted' USING ERRCODE = 'check_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER guard_account_action BEFORE UPDATE OR DELETE ON "auth"."account_actions" FOR EACH ROW EXECUTE FUNCTION "auth".guard_account_action();
