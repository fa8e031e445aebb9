CREATE TABLE "failing_addresses" (
	"tenant" text NOT NULL,
	"channel" text NOT NULL,
	"address" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"code" text NOT NULL,
	"evidence" text NOT NULL,
	"envelope" text,
	CONSTRAINT "failing_addresses_tenant_channel_address_pk" PRIMARY KEY("tenant","channel","address")
);
--> statement-breakpoint
CREATE TABLE "mailboxes" (
	"tenant" text NOT NULL,
	"folder" text NOT NULL,
	"uid_validity" text NOT NULL,
	"last_uid" bigint NOT NULL,
	"read_at" timestamp with time zone NOT NULL,
	CONSTRAINT "mailboxes_tenant_folder_pk" PRIMARY KEY("tenant","folder")
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"tenant" text NOT NULL,
	"envelope" text NOT NULL,
	"attempt" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"outcome" text NOT NULL,
	"code" text,
	"response" text
);
--> statement-breakpoint
CREATE TABLE "batch_releases" (
	"tenant" text NOT NULL,
	"plan" text NOT NULL,
	"organisation" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" text COLLATE "vi-x-icu" NOT NULL,
	CONSTRAINT "batch_releases_tenant_plan_organisation_pk" PRIMARY KEY("tenant","plan","organisation")
);
--> statement-breakpoint
CREATE TABLE "sending_stops" (
	"tenant" text NOT NULL,
	"scope" text NOT NULL,
	"subject" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"by" text COLLATE "vi-x-icu" NOT NULL,
	"reason" text COLLATE "vi-x-icu" NOT NULL,
	CONSTRAINT "sending_stops_tenant_scope_subject_pk" PRIMARY KEY("tenant","scope","subject")
);
--> statement-breakpoint
CREATE TABLE "sending_switches" (
	"tenant" text PRIMARY KEY NOT NULL,
	"mode" text NOT NULL,
	"allow_list" jsonb,
	"fingerprint" text,
	"changed_at" timestamp with time zone NOT NULL,
	"changed_by" text COLLATE "vi-x-icu" NOT NULL,
	"reason" text COLLATE "vi-x-icu" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "texts" (
	"tenant" text NOT NULL,
	"id" text NOT NULL,
	"version" integer NOT NULL,
	"body" text,
	"at" timestamp with time zone NOT NULL,
	"by" text COLLATE "vi-x-icu" NOT NULL,
	CONSTRAINT "texts_tenant_id_version_pk" PRIMARY KEY("tenant","id","version")
);
--> statement-breakpoint
CREATE TABLE "work_item_files" (
	"tenant" text NOT NULL,
	"work_item" bigint NOT NULL,
	"position" integer NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"sha256" text NOT NULL,
	"content" "bytea" NOT NULL,
	CONSTRAINT "work_item_files_tenant_work_item_position_pk" PRIMARY KEY("tenant","work_item","position")
);
--> statement-breakpoint
CREATE TABLE "work_items" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"tenant" text NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"plan" text,
	"obligation" text,
	"organisation" text,
	"content" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"decided_at" timestamp with time zone,
	"decided_by" text COLLATE "vi-x-icu",
	"decision" jsonb
);
--> statement-breakpoint
CREATE TABLE "zalo_accounts" (
	"tenant" text PRIMARY KEY NOT NULL,
	"app_id" text NOT NULL,
	"access_token" text NOT NULL,
	"refresh_token" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"refreshed_at" timestamp with time zone NOT NULL,
	"trouble" text
);
--> statement-breakpoint
CREATE TABLE "zalo_events" (
	"tenant" text NOT NULL,
	"id" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	CONSTRAINT "zalo_events_tenant_id_pk" PRIMARY KEY("tenant","id")
);
--> statement-breakpoint
ALTER TABLE "envelopes" ADD COLUMN "held_back" text;--> statement-breakpoint
ALTER TABLE "envelopes" ADD COLUMN "letter" jsonb;--> statement-breakpoint
ALTER TABLE "envelopes" ADD COLUMN "words" jsonb;--> statement-breakpoint
ALTER TABLE "envelopes" ADD COLUMN "thread" text;--> statement-breakpoint
CREATE INDEX "deliveries_by_envelope" ON "deliveries" USING btree ("tenant","envelope");--> statement-breakpoint
CREATE UNIQUE INDEX "work_items_once" ON "work_items" USING btree ("tenant","kind","key");--> statement-breakpoint
CREATE INDEX "work_items_open" ON "work_items" USING btree ("tenant","state");--> statement-breakpoint
CREATE INDEX "envelopes_by_message_id" ON "envelopes" USING btree ("tenant","message_id");--> statement-breakpoint
ALTER TABLE "envelopes" DROP COLUMN "subject";--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON failing_addresses, mailboxes, sending_switches, sending_stops, batch_releases, work_items, zalo_accounts TO dondoc_app;
--> statement-breakpoint
GRANT SELECT, INSERT ON deliveries, texts, work_item_files, zalo_events TO dondoc_app;
--> statement-breakpoint
GRANT DELETE ON failing_addresses, sending_stops TO dondoc_app;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE deliveries_id_seq, work_items_id_seq TO dondoc_app;
--> statement-breakpoint
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['failing_addresses', 'mailboxes', 'deliveries', 'batch_releases', 'sending_stops',
    'sending_switches', 'texts', 'work_item_files', 'work_items', 'zalo_accounts', 'zalo_events'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY tenant_only ON %I USING (tenant = current_setting(''app.tenant'', true)) WITH CHECK (tenant = current_setting(''app.tenant'', true))',
      name);
  END LOOP;
END $$;
