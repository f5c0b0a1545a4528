/**
 * Makes the large database: about 1,000 alliances with 20,000 members, 126,000 visits, 670,000 marks and 118,000 practices, one
 * alliance with 300 estates (alliance-1) and one with 1,000 estates and 100,000 practices (alliance-2).
 *
 *   await makeLargeDatabase(superuserUrl, 0.1)
 *
 * The database is migrated and may have the story in it; then the story's password opens every seat. Its rows are inserted in sets
 * and past the policies, so it takes a superuser. The same scale makes the same rows. Scale 1 is all of it; a smaller one has fewer
 * alliances, a smaller alliance-1 and alliance-2, and is made with the foreign keys checked, which takes three times as long a row.
 *
 * Slugs are alliance-N, community-N and company-N, rounds 2025-spring … 2026-autumn; every seat has a session ("large-session-N",
 * sql/1_registry.sql). Benches do not call this but openLargeDatabase (open.ts), which keeps what was made.
 */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { withClient } from '@bilin/db/client'
import type { RubricBody } from '@bilin/domain/scorecards/rubrics/rubric'
import { template } from '@bilin/domain/scorecards/rubrics/template'
import type pg from 'pg'
import { texts } from './texts.ts'

/** Up to this scale every foreign key is checked. */
const CHECKED_UP_TO = 0.2

const folder = path.join(import.meta.dirname, 'sql')
/** In the order they are run. */
const [alliances, ...parts] = readdirSync(folder)
  .toSorted()
  .map((name) => ({ name, text: readFileSync(path.join(folder, name), 'utf8') }))

export async function makeLargeDatabase(superuserUrl: string, scale = 1, log = (_line: string) => {}): Promise<void> {
  await withClient(superuserUrl, 'large', async (client) => {
    await prepare(client)
    await client.query(`select set_config('large.scale', $1, false)`, [scale])
    const checked = scale <= CHECKED_UP_TO
    if (!checked) await client.query(`set session_replication_role = replica; ${LET_INDEXES_REST}`)
    for (const part of [alliances!, ...parts]) await run(client, part, log)
    if (!checked) await client.query('reindex schema public')
    await client.query('select app.copy_names()')
    await client.query('vacuum (analyze)')
  })
}

/**
 * Inserts one more alliance, alliance-N, with a rubric of 38 indicators and a round for each of the stages. PostgreSQL's statistics
 * do not know it: nothing is analysed.
 */
export async function insertAlliance(
  superuserUrl: string,
  { n, estates, rounds }: { n: number; estates: number; rounds: Stage[] },
): Promise<void> {
  await withClient(superuserUrl, 'large', async (client) => {
    await prepare(client)
    await client.query(
      `create temporary table made_alliance as
         select $1::bigint as n, pg_temp.make_id('alliance', $1::bigint) as id, $2::int as estates, 30 as communities, 30 as companies,
                18 as practices, 4 as visits, 'large' as rubric, $3::text[] as rounds`,
      [n, estates, rounds],
    )
    for (const part of parts) await run(client, part)
    await client.query('select app.copy_names()')
  })
}

type Stage = 'planning' | 'visiting' | 'responding' | 'settling' | 'published'

async function prepare(client: pg.Client) {
  await client.query(`
    set synchronous_commit = off;
    set work_mem = '256MB';
    set maintenance_work_mem = '512MB';
    set temp_buffers = '256MB';
    set jit = off;
    create function pg_temp.make_id(kind text, n bigint) returns uuid language sql immutable
      return overlay(overlay(md5(kind || n) placing '4' from 13) placing '8' from 17)::uuid;
    -- From -1 to 1, the same for the same two numbers.
    create function pg_temp.chance(n bigint, seed int) returns float8 language sql immutable
      return hashint8extended(n, seed) / 9.3e18`)
  await insertRubrics(client)
  await insertTexts(client)
}

async function run(client: pg.Client, { name, text }: { name: string; text: string }, log = (_line: string) => {}) {
  const before = performance.now()
  await client.query(text).catch((cause: pg.DatabaseError) => {
    throw new Error(`${name}:${text.slice(0, Number(cause.position)).split('\n').length}: ${cause.message}`, { cause })
  })
  log(`${name} ${Math.round(performance.now() - before)} ms`)
}

/** Inserts leave the indexes alone until they are built anew, which takes a tenth of the time. */
const LET_INDEXES_REST = `
  update pg_index set indisready = false, indisvalid = false
   where indrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace)`

/** Ordinary alliances have a short rubric of two dimensions and six indicators. */
const short: RubricBody = {
  ...template,
  dimensions: template.dimensions.slice(0, 2).map((dimension) => ({
    ...dimension,
    indicators: dimension.indicators.slice(0, 3).map((indicator, at) => ({ ...indicator, weight: at === 0 ? 20 : 15 })),
  })),
}

async function insertRubrics(client: pg.Client) {
  await client.query(`
    create temporary table made_rubric (name text, body jsonb);
    create temporary table made_indicator (rubric text, at int, dimension text, code text, weight numeric)`)
  for (const [name, body] of [
    ['large', template],
    ['small', short],
  ] as const)
    await client.query('insert into made_rubric values ($1, $2)', [name, body])
  await client.query(`
    insert into made_indicator
    select name, row_number() over (partition by name order by d.at, i.at), d.one ->> 'code', i.one ->> 'code', (i.one ->> 'weight')::numeric
      from made_rubric, jsonb_array_elements(body -> 'dimensions') with ordinality d (one, at),
           jsonb_array_elements(d.one -> 'indicators') with ordinality i (one, at)`)
}

async function insertTexts(client: pg.Client) {
  await client.query(
    `create temporary table made_text as
       select place, one ->> 'title' as title, one ->> 'problem' as problem, one ->> 'steps' as steps, one ->> 'cost' as cost,
              one ->> 'result' as result, one ->> 'estate' as estate, (one ->> 'foundBy')::tsvector as found_by,
              array(select jsonb_array_elements_text(one -> 'indicators')) as indicators
         from jsonb_array_elements('${JSON.stringify(texts).replaceAll("'", "''")}'::jsonb) with ordinality t (one, place)`,
  )
}
