-- What was agreed never changes, facts only move up their ladders, an order is decided once (only a failed capture turns
-- "confirmed" into "cancelled"), and a settled order changes only as its shipment moves on. The code follows the same rules;
-- this catches a bug in it.
CREATE FUNCTION "orders".guard_order() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  ladder constant jsonb := '{"none": 0, "reserved": 1, "authorized": 1, "booked": 1, "committed": 2, "captured": 2, "ready": 2,
    "dispatched": 3, "delivered": 4, "released": 9, "rejected": 9, "failed": 9, "voided": 9, "refunded": 9, "cancelled": 9}';
  fact text[];
BEGIN
  IF (OLD.order_id, OLD.customer_id, OLD.idempotency_key, OLD.request_hash, OLD.lines, OLD.total_amount, OLD.currency, OLD.payment_method, OLD.ship_to, OLD.placed_at, OLD.deadline)
    IS DISTINCT FROM
     (NEW.order_id, NEW.customer_id, NEW.idempotency_key, NEW.request_hash, NEW.lines, NEW.total_amount, NEW.currency, NEW.payment_method, NEW.ship_to, NEW.placed_at, NEW.deadline)
  THEN RAISE EXCEPTION 'what order % agreed on cannot change', OLD.order_id USING ERRCODE = 'check_violation'; END IF;

  FOREACH fact SLICE 1 IN ARRAY ARRAY[[OLD.stock, NEW.stock], [OLD.payment, NEW.payment], [OLD.shipment, NEW.shipment]] LOOP
    IF fact[1] <> fact[2] AND (ladder->fact[2])::int <= (ladder->fact[1])::int
    THEN RAISE EXCEPTION 'order % cannot go from % to %', OLD.order_id, fact[1], fact[2] USING ERRCODE = 'check_violation'; END IF;
  END LOOP;

  IF OLD.decision <> NEW.decision AND OLD.decision <> 'open' AND NOT (OLD.decision = 'confirmed' AND NEW.decision = 'cancelled' AND NEW.payment = 'failed')
  THEN RAISE EXCEPTION 'order % was decided', OLD.order_id USING ERRCODE = 'check_violation'; END IF;

  IF OLD.reason IS NOT NULL AND OLD.reason IS DISTINCT FROM NEW.reason
  THEN RAISE EXCEPTION 'order % was cancelled for a reason', OLD.order_id USING ERRCODE = 'check_violation'; END IF;

  IF OLD.settled AND (NOT NEW.settled OR OLD.decision <> NEW.decision OR OLD.stock <> NEW.stock OR OLD.payment <> NEW.payment
    OR (OLD.shipment <> NEW.shipment AND NEW.shipment NOT IN ('dispatched', 'delivered')))
  THEN RAISE EXCEPTION 'order % is settled', OLD.order_id USING ERRCODE = 'check_violation'; END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER guard_order BEFORE UPDATE ON "orders"."orders" FOR EACH ROW EXECUTE FUNCTION "orders".guard_order();
--> statement-breakpoint
ALTER TABLE "orders"."orders" ADD CONSTRAINT orders_decision CHECK (decision IN ('open', 'confirmed', 'cancelled'));
--> statement-breakpoint
ALTER TABLE "orders"."orders" ADD CONSTRAINT orders_reason CHECK ((decision = 'cancelled') = (reason IS NOT NULL));
--> statement-breakpoint
ALTER TABLE "orders"."orders" ADD CONSTRAINT orders_stock CHECK (stock IN ('none', 'reserved', 'committed', 'released', 'rejected'));
--> statement-breakpoint
ALTER TABLE "orders"."orders" ADD CONSTRAINT orders_payment CHECK (payment IN ('none', 'authorized', 'captured', 'failed', 'voided', 'refunded'));
--> statement-breakpoint
ALTER TABLE "orders"."orders" ADD CONSTRAINT orders_shipment CHECK (shipment IN ('none', 'booked', 'ready', 'dispatched', 'delivered', 'failed', 'cancelled'));
--> statement-breakpoint
ALTER TABLE "orders"."orders" ADD CONSTRAINT orders_settled CHECK (NOT settled
  OR (decision = 'confirmed' AND stock = 'committed' AND payment = 'captured' AND shipment IN ('ready', 'dispatched', 'delivered'))
  OR (decision = 'cancelled' AND cancellation_announced AND stock IN ('released', 'rejected') AND payment IN ('failed', 'voided', 'refunded')
    AND shipment IN ('failed', 'cancelled')));
