-- A payment takes only the saga's steps, and final states stay: nothing is charged, released or refunded twice.
-- The code follows the same rules; this catches a bug in it.
CREATE FUNCTION "billing".guard_payment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  steps constant jsonb := '{
    "waiting": ["creating", "voided"],
    "creating": ["confirming", "failed", "voided"],
    "confirming": ["authorized", "failed", "voiding"],
    "authorized": ["capturing", "voiding"],
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
CREATE TRIGGER guard_payment BEFORE UPDATE ON "billing"."payments" FOR EACH ROW EXECUTE FUNCTION "billing".guard_payment();
