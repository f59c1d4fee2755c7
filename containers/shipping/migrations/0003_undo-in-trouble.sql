-- An undo asks the carrier even if we know of no booking, and one that the carrier refuses records its trouble.
CREATE OR REPLACE FUNCTION "shipping".guard_shipment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  steps constant jsonb := '{
    "waiting": ["booking", "cancelling", "cancelled"],
    "booking": ["booked", "failed", "cancelling"],
    "booked": ["ready", "cancelling"],
    "ready": ["dispatched", "cancelling"],
    "dispatched": ["delivered"],
    "cancelling": ["cancelled"]
  }';
  before text := OLD.state->>'status';
  after text := NEW.state->>'status';
BEGIN
  -- An announcement changes the row without a step, and so does recording it.
  IF OLD.order_id = NEW.order_id AND OLD.state - 'announced' = NEW.state - 'announced'
    AND (OLD.version = NEW.version OR OLD.state <> NEW.state) THEN RETURN NEW; END IF;
  IF before = 'cancelling' AND OLD.order_id = NEW.order_id AND OLD.state <> NEW.state AND OLD.state - 'trouble' = NEW.state - 'trouble'
  THEN RETURN NEW; END IF;
  IF NOT coalesce(steps->before ? after, false)
  THEN RAISE EXCEPTION 'shipment % cannot go from % to %', OLD.order_id, before, after USING ERRCODE = 'check_violation'; END IF;
  -- The tombstone of a shipment that was never requested needs no addressee.
  IF before <> 'waiting' AND ((OLD.state ? 'consignee' AND OLD.state->'consignee' IS DISTINCT FROM NEW.state->'consignee')
    OR (OLD.state ? 'trackingNumber' AND OLD.state->'trackingNumber' IS DISTINCT FROM NEW.state->'trackingNumber'))
  THEN RAISE EXCEPTION 'the parcel of shipment % and its addressee cannot change', OLD.order_id USING ERRCODE = 'check_violation'; END IF;
  RETURN NEW;
END $$;
