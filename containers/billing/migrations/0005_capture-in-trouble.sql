-- A capture that keeps failing records its trouble, like an undo.
CREATE OR REPLACE FUNCTION "billing".guard_payment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  steps constant jsonb := '{
    "waiting": ["creating", "confirming", "failed", "searching", "voided"],
    "creating": ["confirming", "failed", "searching", "voided"],
    "confirming": ["authorized", "failed", "voiding"],
    "authorized": ["capturing", "captured", "abandoning", "voiding"],
    "capturing": ["captured", "abandoning"],
    "abandoning": ["captured", "failed"],
    "captured": ["refunding"],
    "searching": ["voiding", "voided"],
    "voiding": ["voided", "refunding"],
    "refunding": ["refunded"]
  }';
  troubled constant jsonb := '["capturing", "abandoning", "searching", "voiding", "refunding"]';
  before text := OLD.state->>'status';
  after text := NEW.state->>'status';
BEGIN
  IF troubled ? before AND OLD.order_id = NEW.order_id AND OLD.state <> NEW.state AND OLD.state - 'trouble' = NEW.state - 'trouble'
  THEN RETURN NEW; END IF;
  IF NOT coalesce(steps->before ? after, false)
  THEN RAISE EXCEPTION 'payment % cannot go from % to %', OLD.order_id, before, after USING ERRCODE = 'check_violation'; END IF;
  IF (OLD.state ? 'terms' AND OLD.state->'terms' IS DISTINCT FROM NEW.state->'terms') OR (OLD.state ? 'intentId' AND OLD.state->'intentId' IS DISTINCT FROM NEW.state->'intentId')
  THEN RAISE EXCEPTION 'the terms and the intent of payment % cannot change', OLD.order_id USING ERRCODE = 'check_violation'; END IF;
  RETURN NEW;
END $$;
