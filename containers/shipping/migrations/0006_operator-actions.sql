CREATE TABLE "shipping"."operator_actions" (
	"action_id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"action" text NOT NULL,
	"reason" text,
	"operator_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE INDEX "operator_actions_by_order" ON "shipping"."operator_actions" USING btree ("order_id");
--> statement-breakpoint
-- What operators did stays as it was recorded.
CREATE FUNCTION "shipping".guard_operator_action() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what operators did stays as it was noted' USING ERRCODE = 'check_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER guard_operator_action BEFORE UPDATE OR DELETE ON "shipping"."operator_actions" FOR EACH ROW EXECUTE FUNCTION "shipping".guard_operator_action();
