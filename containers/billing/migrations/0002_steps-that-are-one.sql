-- A payment is no longer stored before its intent is created or before it is captured: only the result is stored. Replicas of the
-- previous version still store the steps in between.
CREATE OR REPLACE FUNCTION "billing".guard_payment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  steps constant jsonb := '{
    "waiting": ["creating", "confirming", "failed", "voided"],
    "creating": ["confirming", "failed", "voided"],
    "confirming": ["authorized", "failed", "voiding"],
    "authorized": ["capturing", "captured", "abandoning", "voiding"],
    "capturing": ["captured", "abandoning"],
    "abandoning": ["captured", "failed"],
    "captured": ["refunding"],
    "voiding": ["voided", "refunding"],
    "refunding": ["refunded"]
  }';
  before text := OLD.state->>'status';
  after text := NEW.state->>'status';
BEGIN
  IF NOT coalesce(steps->before ? after, false)
  THEN RAISE EXCEPTION 'payment % cannot go from % to %', OLD.order_id, before, after USING ERRCODE = 'check_violation'; END IF;
  IF (OLD.state ? 'terms' AND OLD.state->'terms' IS DISTINCT FROM NEW.state->'terms') OR (OLD.state ? 'intentId' AND OLD.state->'intentId' IS DISTINCT FROM NEW.state->'intentId')
  THEN RAISE EXCEPTION 'the terms and the intent of payment % cannot change', OLD.order_id USING ERRCODE = 'check_violation'; END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
-- Leaves room for a changed row to stay on its page, so that the log contains only what has changed in it.
ALTER TABLE "billing"."payments" SET (fillfactor = 40);
