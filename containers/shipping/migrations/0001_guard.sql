-- A shipment takes only the saga's steps, nothing is dispatched before it is paid for, and a parcel keeps its number and
-- its addressee. The code follows the same rules; this catches a bug in it.
CREATE FUNCTION "shipping".guard_shipment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  steps constant jsonb := '{
    "waiting": ["booking", "cancelled"],
    "booking": ["booked", "failed", "cancelling"],
    "booked": ["ready", "cancelling"],
    "ready": ["dispatched", "cancelling"],
    "dispatched": ["delivered"],
    "cancelling": ["cancelled"]
  }';
  before text := OLD.state->>'status';
  after text := NEW.state->>'status';
BEGIN
  -- An announcement changes the row without a step.
  IF OLD.version = NEW.version AND OLD.state = NEW.state AND OLD.order_id = NEW.order_id THEN RETURN NEW; END IF;
  IF NOT coalesce(steps->before ? after, false)
  THEN RAISE EXCEPTION 'shipment % cannot go from % to %', OLD.order_id, before, after USING ERRCODE = 'check_violation'; END IF;
  -- The tombstone of a shipment that was never requested needs no addressee.
  IF before <> 'waiting' AND ((OLD.state ? 'consignee' AND OLD.state->'consignee' IS DISTINCT FROM NEW.state->'consignee')
    OR (OLD.state ? 'trackingNumber' AND OLD.state->'trackingNumber' IS DISTINCT FROM NEW.state->'trackingNumber'))
  THEN RAISE EXCEPTION 'the parcel of shipment % and its addressee cannot change', OLD.order_id USING ERRCODE = 'check_violation'; END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER guard_shipment BEFORE UPDATE ON "shipping"."shipments" FOR EACH ROW EXECUTE FUNCTION "shipping".guard_shipment();
