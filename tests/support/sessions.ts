/** Sessions of a test's people, begun past the sign-in. */
import { hashSecret, type Bilin } from '@bilin/api/bilin'
import type pg from 'pg'

type Database = Pick<pg.ClientBase, 'query'>
export type SignedIn = { id: string; name: string; operator: boolean; session: string }

/** Everybody in the database, each with a session. */
export async function listSignedIn(beyond: Database): Promise<SignedIn[]> {
  const { rows } = await beyond.query<Omit<SignedIn, 'session'>>('select id, name, operator from person order by id')
  const people: SignedIn[] = []
  for (const person of rows) people.push({ ...person, session: await sessionOfPerson(beyond, person.id) })
  return people
}

/** The hash of a session of this person, by which a transaction enters. */
export async function sessionOfPerson(beyond: Database, personId: string): Promise<string> {
  const idHash = hashSecret(personId)
  await beyond.query(
    `insert into session (id_hash, person_id, expires_at, ends_at, idle_minutes)
     values ($1, $2, now() + interval '1 day', now() + interval '1 day', 1440) on conflict do nothing`,
    [idHash, personId],
  )
  return idHash
}

/** The same for whoever has, or had, the seat of this title. */
export async function sessionOf(beyond: Database, title: string): Promise<string> {
  const { rows } = await beyond.query<{ id: string }>('select person_id as id from seat where title = $1', [title])
  return sessionOfPerson(beyond, rows[0]!.id)
}

/** The cookies of new sessions of these people, by their names. */
export async function cookiesOf(
  beyond: Database,
  { sessions }: Pick<Bilin, 'sessions'>,
  names: readonly string[],
): Promise<Map<string, string>> {
  const cookies = new Map<string, string>()
  const { rows } = await beyond.query<{ id: string; name: string }>(
    'select id, name from person where name = any($1)',
    [names],
  )
  for (const { id, name } of rows) cookies.set(name, `bilin_session=${await sessions.begin(id)}`)
  return cookies
}
