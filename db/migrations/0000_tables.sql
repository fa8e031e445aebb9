CREATE TABLE "audit_log" (
	"sequence" bigserial PRIMARY KEY NOT NULL,
	"tenant" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor" text COLLATE "vi-x-icu" NOT NULL,
	"action" text NOT NULL,
	"entity" text NOT NULL,
	"payload" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "consolidated_reports" (
	"tenant" text NOT NULL,
	"round" text NOT NULL,
	"version" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"content" jsonb NOT NULL,
	"docx" "bytea" NOT NULL,
	"xlsx" "bytea" NOT NULL,
	CONSTRAINT "consolidated_reports_tenant_round_version_pk" PRIMARY KEY("tenant","round","version")
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"tenant" text NOT NULL,
	"workflow_id" text NOT NULL,
	"message" jsonb NOT NULL,
	"delivered_at" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_error" text
);
--> statement-breakpoint
CREATE TABLE "envelopes" (
	"tenant" text NOT NULL,
	"id" text NOT NULL,
	"recipient" text NOT NULL,
	"channel" text NOT NULL,
	"as_of" timestamp with time zone NOT NULL,
	"state" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"lease_until" timestamp with time zone NOT NULL,
	"message_id" text,
	"response" text,
	"subject" text,
	CONSTRAINT "envelopes_tenant_id_pk" PRIMARY KEY("tenant","id")
);
--> statement-breakpoint
CREATE TABLE "notifications" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"tenant" text NOT NULL,
	"plan" text NOT NULL,
	"obligation" text NOT NULL,
	"ladder" integer NOT NULL,
	"rung" text NOT NULL,
	"occurrence" integer NOT NULL,
	"channel" text NOT NULL,
	"recipient" text NOT NULL,
	"organisation" text NOT NULL,
	"send_at" timestamp with time zone NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"envelope" text
);
--> statement-breakpoint
CREATE TABLE "drafts" (
	"tenant" text NOT NULL,
	"obligation" text NOT NULL,
	"content" jsonb NOT NULL,
	"saved_at" timestamp with time zone NOT NULL,
	"saved_by" text COLLATE "vi-x-icu" NOT NULL,
	CONSTRAINT "drafts_tenant_obligation_pk" PRIMARY KEY("tenant","obligation")
);
--> statement-breakpoint
CREATE TABLE "facts" (
	"tenant" text NOT NULL,
	"obligation" text NOT NULL,
	"sequence" integer NOT NULL,
	"kind" text NOT NULL,
	"payload" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" text COLLATE "vi-x-icu" NOT NULL,
	"key" text,
	CONSTRAINT "facts_tenant_obligation_sequence_pk" PRIMARY KEY("tenant","obligation","sequence")
);
--> statement-breakpoint
CREATE TABLE "ladders" (
	"tenant" text NOT NULL,
	"obligation" text NOT NULL,
	"number" integer NOT NULL,
	"reason" text NOT NULL,
	"deadline" jsonb,
	"ladder" jsonb NOT NULL,
	"note" jsonb,
	"in_force_from" timestamp with time zone NOT NULL,
	CONSTRAINT "ladders_tenant_obligation_number_pk" PRIMARY KEY("tenant","obligation","number")
);
--> statement-breakpoint
CREATE TABLE "obligation_items" (
	"tenant" text NOT NULL,
	"obligation" text NOT NULL,
	"item" text NOT NULL,
	"position" integer NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	CONSTRAINT "obligation_items_tenant_obligation_item_pk" PRIMARY KEY("tenant","obligation","item")
);
--> statement-breakpoint
CREATE TABLE "obligations" (
	"tenant" text NOT NULL,
	"id" text NOT NULL,
	"position" integer NOT NULL,
	"plan" text NOT NULL,
	"kind" text NOT NULL,
	"round" text,
	"upward" boolean NOT NULL,
	"organisation" text NOT NULL,
	"party" text NOT NULL,
	"requested" boolean NOT NULL,
	"of_lead" boolean NOT NULL,
	"name" text COLLATE "vi-x-icu" NOT NULL,
	"event" text,
	"opens_on" date,
	"consolidation_on" date,
	"closes_at" timestamp with time zone,
	"decision" text DEFAULT 'none' NOT NULL,
	"has_draft" boolean DEFAULT false NOT NULL,
	"received_on" date,
	"sequence" integer DEFAULT 0 NOT NULL,
	"ladder_number" integer DEFAULT 1 NOT NULL,
	"started_at" timestamp with time zone,
	"opened_at" timestamp with time zone,
	"unreported_at" timestamp with time zone,
	CONSTRAINT "obligations_tenant_id_pk" PRIMARY KEY("tenant","id")
);
--> statement-breakpoint
CREATE TABLE "submissions" (
	"tenant" text NOT NULL,
	"obligation" text NOT NULL,
	"version" integer NOT NULL,
	"content" jsonb NOT NULL,
	"received_on" date NOT NULL,
	"submitted_at" timestamp with time zone NOT NULL,
	"submitted_by" text COLLATE "vi-x-icu" NOT NULL,
	CONSTRAINT "submissions_tenant_obligation_version_pk" PRIMARY KEY("tenant","obligation","version")
);
--> statement-breakpoint
CREATE TABLE "contacts" (
	"tenant" text NOT NULL,
	"organisation" text NOT NULL,
	"position" integer NOT NULL,
	"name" text COLLATE "vi-x-icu" NOT NULL,
	"role" text NOT NULL,
	"title" text COLLATE "vi-x-icu",
	"email" text,
	"phone" text,
	"zalo" text,
	"zalo_consent" date,
	CONSTRAINT "contacts_tenant_organisation_position_pk" PRIMARY KEY("tenant","organisation","position"),
	CONSTRAINT "contact_name_nfc" CHECK ("contacts"."name" is nfc normalized)
);
--> statement-breakpoint
CREATE TABLE "organisations" (
	"tenant" text NOT NULL,
	"id" text NOT NULL,
	"position" integer NOT NULL,
	"name" text COLLATE "vi-x-icu" NOT NULL,
	"short_name" text COLLATE "vi-x-icu" NOT NULL,
	"aliases" jsonb NOT NULL,
	"code" text,
	"level" text NOT NULL,
	"relation" text NOT NULL,
	"parent" text,
	"valid_from" date,
	"valid_to" date,
	"succeeded_by" jsonb NOT NULL,
	CONSTRAINT "organisations_tenant_id_pk" PRIMARY KEY("tenant","id"),
	CONSTRAINT "organisation_name_nfc" CHECK ("organisations"."name" is nfc normalized)
);
--> statement-breakpoint
CREATE TABLE "tenants" (
	"tenant" text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "calendar_days" (
	"tenant" text NOT NULL,
	"version" integer NOT NULL,
	"date" date NOT NULL,
	"kind" text NOT NULL,
	"name" text COLLATE "vi-x-icu" NOT NULL,
	"status" text NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "calendar_days_tenant_version_date_pk" PRIMARY KEY("tenant","version","date")
);
--> statement-breakpoint
CREATE TABLE "calendar_versions" (
	"tenant" text NOT NULL,
	"version" integer NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	CONSTRAINT "calendar_versions_tenant_version_pk" PRIMARY KEY("tenant","version")
);
--> statement-breakpoint
CREATE TABLE "plans" (
	"tenant" text NOT NULL,
	"id" text NOT NULL,
	"version" integer NOT NULL,
	"content" jsonb NOT NULL,
	"schedule" jsonb NOT NULL,
	"calendar_version" integer NOT NULL,
	"activated_at" timestamp with time zone NOT NULL,
	"activated_by" text COLLATE "vi-x-icu" NOT NULL,
	CONSTRAINT "plans_tenant_id_pk" PRIMARY KEY("tenant","id")
);
--> statement-breakpoint
CREATE TABLE "rounds" (
	"tenant" text NOT NULL,
	"id" text NOT NULL,
	"plan" text NOT NULL,
	"definition" text NOT NULL,
	"name" text COLLATE "vi-x-icu" NOT NULL,
	"year" integer NOT NULL,
	"opens_on" date NOT NULL,
	"consolidation_at" timestamp with time zone NOT NULL,
	"closes_at" timestamp with time zone NOT NULL,
	"cut_off" date,
	"lead_obligation" text,
	"addressees" jsonb NOT NULL,
	"deadline" jsonb NOT NULL,
	"lead_deadline" jsonb,
	"unsettled" integer,
	"sequence" integer DEFAULT 0 NOT NULL,
	"issued_at" timestamp with time zone,
	"opened_at" timestamp with time zone,
	"drafted_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	CONSTRAINT "rounds_tenant_id_pk" PRIMARY KEY("tenant","id")
);
--> statement-breakpoint
CREATE INDEX "audit_log_by_entity" ON "audit_log" USING btree ("tenant","entity");--> statement-breakpoint
CREATE INDEX "outbox_waiting" ON "outbox" USING btree ("tenant","delivered_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "notifications_once" ON "notifications" USING btree ("tenant","obligation","ladder","rung","occurrence","channel","recipient");--> statement-breakpoint
CREATE INDEX "notifications_due" ON "notifications" USING btree ("tenant","state","send_at");--> statement-breakpoint
CREATE UNIQUE INDEX "facts_by_key" ON "facts" USING btree ("tenant","obligation","key");--> statement-breakpoint
CREATE INDEX "obligations_by_round" ON "obligations" USING btree ("tenant","round");--> statement-breakpoint
CREATE INDEX "obligations_by_plan" ON "obligations" USING btree ("tenant","plan","position");