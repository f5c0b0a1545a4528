/**
 * The job queue's schema: graphile-worker's own tables and functions, installed and brought up to date by the database's
 * owner. Only bilin_worker enters it, and bilin_registry for app.queue_job.
 */
import type pg from 'pg'
import { withClient } from './client.ts'

export const QUEUE_SCHEMA = 'graphile_worker'
const QUEUE = 0x71756575

/** If two processes start together, the second waits and finds nothing to do. */
export async function installQueue(ownerUrl: string): Promise<void> {
  // Imported here, because other code that opens the database does not need it.
  const { Logger, runMigrations } = await import('graphile-worker')
  await withClient(ownerUrl, 'queue', async (client) => {
    await client.query('select pg_advisory_lock($1)', [QUEUE])
    await runMigrations({
      connectionString: ownerUrl,
      schema: QUEUE_SCHEMA,
      logger: new Logger(() => () => {}),
      noPreparedStatements: true,
    })
    await grantQueue(client)
  })
}

/** The queue's tables have row-level security without policies, which closes them to everybody but the owner. */
async function grantQueue(client: pg.Client): Promise<void> {
  await client.query(`
    grant usage on schema ${QUEUE_SCHEMA} to bilin_worker, bilin_registry;
    grant select, insert, update, delete on all tables in schema ${QUEUE_SCHEMA} to bilin_worker, bilin_registry;
    grant usage on all sequences in schema ${QUEUE_SCHEMA} to bilin_worker, bilin_registry;
    grant execute on all routines in schema ${QUEUE_SCHEMA} to bilin_worker, bilin_registry;
    do $$
    declare
      closed regclass;
    begin
      for closed in
        select c.oid from pg_class c
         where c.relnamespace = '${QUEUE_SCHEMA}'::regnamespace and c.relkind = 'r' and c.relrowsecurity
           and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'of_the_queue')
      loop
        execute format('create policy of_the_queue on %s to bilin_worker, bilin_registry using (true) with check (true)', closed);
      end loop;
    end $$`)
}
