-- Two roles: the owner of the tables migrates; dondoc_app works on rows. The application never owns what it writes,
-- so that row level security holds for it and the log can't be altered by it.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'dondoc_app') THEN
    CREATE ROLE dondoc_app NOLOGIN;
  END IF;
EXCEPTION
  -- Roles belong to the whole server: another of its databases may be migrated at this moment.
  WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO dondoc_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO dondoc_app;
--> statement-breakpoint
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO dondoc_app;
--> statement-breakpoint
GRANT DELETE ON contacts, drafts TO dondoc_app;
--> statement-breakpoint
-- What happened stays as it was written.
REVOKE UPDATE ON audit_log, facts, submissions, ladders, consolidated_reports, calendar_versions, calendar_days FROM dondoc_app;
--> statement-breakpoint
-- PostgreSQL lets everybody make temporary tables; the application has no use for them.
DO $$
BEGIN
  EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
END $$;
--> statement-breakpoint
-- Every table carries its tenant; a transaction that has named none sees nothing. The list of tenants itself is open.
DO $$
DECLARE
  name text;
BEGIN
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'tenants' LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY tenant_only ON %I USING (tenant = current_setting(''app.tenant'', true)) WITH CHECK (tenant = current_setting(''app.tenant'', true))',
      name);
  END LOOP;
END $$;
