ALTER TABLE "orders"."orders" ADD COLUMN "archived_at" timestamp with time zone;--> statement-breakpoint
-- When a settled order is archived, its address may be removed but not otherwise changed. All other rules are as before.
CREATE OR REPLACE FUNCTION "orders".guard_order() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  ladder constant jsonb := '{"none": 0, "reserved": 1, "authorized": 1, "booked": 1, "committed": 2, "captured": 2, "ready": 2,
    "dispatched": 3, "delivered": 4, "released": 9, "rejected": 9, "failed": 9, "voided": 9, "refunded": 9, "cancelled": 9}';
  fact text[];
BEGIN
  IF (OLD.order_id, OLD.customer_id, OLD.idempotency_key, OLD.request_hash, OLD.lines, OLD.total_amount, OLD.currency, OLD.payment_method, OLD.placed_at, OLD.deadline)
    IS DISTINCT FROM
     (NEW.order_id, NEW.customer_id, NEW.idempotency_key, NEW.request_hash, NEW.lines, NEW.total_amount, NEW.currency, NEW.payment_method, NEW.placed_at, NEW.deadline)
  THEN RAISE EXCEPTION 'what order % agreed on cannot change', OLD.order_id USING ERRCODE = 'check_violation'; END IF;

  IF OLD.archived_at IS NOT NULL AND OLD.archived_at IS DISTINCT FROM NEW.archived_at OR NEW.archived_at IS NOT NULL AND NOT OLD.settled
  THEN RAISE EXCEPTION 'order % is archived once, after it has settled', OLD.order_id USING ERRCODE = 'check_violation'; END IF;

  IF OLD.ship_to <> NEW.ship_to AND (NEW.archived_at IS NULL OR NEW.ship_to <> '{}')
  THEN RAISE EXCEPTION 'the address of order % cannot change', OLD.order_id USING ERRCODE = 'check_violation'; END IF;

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
ALTER TABLE "orders"."operator_actions" DROP CONSTRAINT operator_actions_action;
--> statement-breakpoint
ALTER TABLE "orders"."operator_actions" ADD CONSTRAINT operator_actions_action CHECK (action IN ('nudge', 'park', 'resume', 'retell', 'adopt', 'archive'));
