CREATE TABLE "orders"."operator_actions" (
	"action_id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"action" text NOT NULL,
	"reason" text NOT NULL,
	"operator_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE INDEX "operator_actions_by_order" ON "orders"."operator_actions" USING btree ("order_id");
--> statement-breakpoint
-- What operators did stays as it was recorded.
CREATE FUNCTION "orders".guard_operator_action() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what operators did stays as it was noted' USING ERRCODE = 'check_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER guard_operator_action BEFORE UPDATE OR DELETE ON "orders"."operator_actions" FOR EACH ROW EXECUTE FUNCTION "orders".guard_operator_action();
--> statement-breakpoint
ALTER TABLE "orders"."operator_actions" ADD CONSTRAINT operator_actions_action CHECK (action IN ('nudge', 'park', 'resume'));
