CREATE TABLE "plan_versions" (
	"tenant" text NOT NULL,
	"plan" text NOT NULL,
	"version" integer NOT NULL,
	"content" jsonb NOT NULL,
	"schedule" jsonb NOT NULL,
	"basis" text COLLATE "vi-x-icu" NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" text COLLATE "vi-x-icu" NOT NULL,
	CONSTRAINT "plan_versions_tenant_plan_version_pk" PRIMARY KEY("tenant","plan","version")
);
--> statement-breakpoint
ALTER TABLE "ladders" DROP CONSTRAINT "ladders_tenant_obligation_number_pk";--> statement-breakpoint
ALTER TABLE "ladders" ADD COLUMN "calendar_version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "ladders" ADD CONSTRAINT "ladders_tenant_obligation_number_calendar_version_pk" PRIMARY KEY("tenant","obligation","number","calendar_version");--> statement-breakpoint
ALTER TABLE "obligation_items" ADD COLUMN "moved_to" text;--> statement-breakpoint
ALTER TABLE "obligations" ADD COLUMN "indicators" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "obligations" ADD COLUMN "silent_until" date;--> statement-breakpoint
ALTER TABLE "calendar_versions" ADD COLUMN "published_by" text COLLATE "vi-x-icu";--> statement-breakpoint
ALTER TABLE "calendar_versions" ADD COLUMN "basis" text COLLATE "vi-x-icu";--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "sequence" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "planned_through" integer;--> statement-breakpoint
ALTER TABLE "rounds" ADD COLUMN "period" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "rounds" ADD COLUMN "covers" text DEFAULT 'items' NOT NULL;--> statement-breakpoint
GRANT SELECT, INSERT ON plan_versions TO dondoc_app;
--> statement-breakpoint
ALTER TABLE plan_versions ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE plan_versions FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant_only ON plan_versions USING (tenant = current_setting('app.tenant', true)) WITH CHECK (tenant = current_setting('app.tenant', true));
