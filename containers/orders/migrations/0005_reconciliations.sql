CREATE TABLE "orders"."drifts" (
	"run_id" uuid NOT NULL,
	"name" text NOT NULL,
	"drift" jsonb NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "drifts_run_id_name_pk" PRIMARY KEY("run_id","name")
);
--> statement-breakpoint
CREATE TABLE "orders"."reconciliations" (
	"run_id" uuid PRIMARY KEY NOT NULL,
	"operator_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"applies" boolean NOT NULL,
	"placed_from" timestamp with time zone NOT NULL,
	"placed_before" timestamp with time zone NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"reported_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	"position" text,
	"looked" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"drifts" integer DEFAULT 0 NOT NULL,
	"repaired" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
-- More actions that operators can take on an order.
ALTER TABLE "orders"."operator_actions" DROP CONSTRAINT operator_actions_action;
--> statement-breakpoint
ALTER TABLE "orders"."operator_actions" ADD CONSTRAINT operator_actions_action CHECK (action IN ('nudge', 'park', 'resume', 'retell', 'adopt'));
