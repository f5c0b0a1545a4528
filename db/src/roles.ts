/**
 * The database's roles. One password is set by hand, the owner's in DATABASE_URL; those of the restricted roles are
 * derived from it, so that nobody has to invent, store or rotate four.
 *
 * bilin_owner     owns the database and all in it, migrates
 * bilin_app       the API: row-level security applies
 * bilin_session   sign-in: password hashes and sessions, nothing else
 * bilin_worker    background jobs
 * bilin_registry  cannot log in; owns the few security definer functions and sees the registry's tables only
 */
import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'
import pg from 'pg'
import { withClient } from './client.ts'

export type RestrictedRole = 'bilin_app' | 'bilin_session' | 'bilin_worker'
export type LoginRole = 'bilin_owner' | RestrictedRole

/** Timeouts of a role: for a statement, for a lock, and for an idle transaction. */
const LIMITS: Record<RestrictedRole, { statement: string; lock: string; idle: string }> = {
  bilin_app: { statement: '15s', lock: '5s', idle: '15s' },
  bilin_session: { statement: '5s', lock: '2s', idle: '5s' },
  bilin_worker: { statement: '5min', lock: '10s', idle: '1min' },
}

const RESTRICTED = Object.keys(LIMITS) as RestrictedRole[]
const ROLES = ['bilin_owner', ...RESTRICTED, 'bilin_registry']

export function rolePassword(ownerPassword: string, role: LoginRole): string {
  return createHmac('sha256', ownerPassword).update(role).digest('base64url')
}

/** The address of a restricted role, from the owner's. */
export function roleUrl(databaseUrl: string, role: RestrictedRole): string {
  const { scheme, user, password, rest } = getParts(databaseUrl)
  if (user !== 'bilin_owner' || password === '')
    throw new Error('DATABASE_URL must name the user bilin_owner and its password, as "npm run db:roles" prints it.')
  return `${scheme}${role}:${rolePassword(password, role)}@${rest}`
}

export function databaseAt(url: string, database: string): string {
  const { scheme, user, password, rest } = getParts(url)
  const who = password === '' ? user : `${user}:${encodeURIComponent(password)}`
  return `${scheme}${who}${who && '@'}${rest.replace(/^([^/?]*)(?:\/[^?]*)?/, `$1/${encodeURIComponent(database)}`)}`
}

export function socketUrl(socketDir: string, user: string, password: string, database: string): string {
  return `postgresql://${user}:${encodeURIComponent(password)}@/${database}?host=${encodeURIComponent(socketDir)}`
}

/** Makes what is missing and sets the passwords; a second run changes nothing else. Returns the owner's address. */
export async function makeRoles(adminUrl: string, options: { database: string; password: string }): Promise<string> {
  const { database, password } = options
  await withClient(adminUrl, 'roles', async (admin) => {
    await refuseOldServer(admin)
    for (const role of ROLES) await makeRole(admin, role)
    await refuseTooMuchRight(admin)
    await admin.query(`alter role bilin_owner with login password ${literal(verifier(password))}`)
    for (const role of RESTRICTED) {
      const { statement, lock, idle } = LIMITS[role]
      await admin.query(`
        alter role ${role} with login password ${literal(verifier(rolePassword(password, role)))};
        alter role ${role} set statement_timeout = ${literal(statement)};
        alter role ${role} set lock_timeout = ${literal(lock)};
        alter role ${role} set idle_in_transaction_session_timeout = ${literal(idle)}`)
    }
    await letOwnerGiveToRegistry(admin)
    await makeDatabase(admin, database)
  })
  await withClient(databaseAt(adminUrl, database), 'roles', closePublic)
  const { scheme, rest } = getParts(databaseAt(adminUrl, database))
  return `${scheme}bilin_owner:${encodeURIComponent(password)}@${rest}`
}

/**
 * Also for a database cloned from a template: who may connect is not cloned with it. Its files are copied, which takes half as long as
 * writing each of its pages to the log.
 */
export async function makeDatabase(admin: pg.Client, database: string, template?: string): Promise<void> {
  const name = pg.escapeIdentifier(database)
  const { rows } = await admin.query('select from pg_database where datname = $1', [database])
  if (rows.length === 0) {
    const from = template ? `template ${pg.escapeIdentifier(template)} strategy file_copy` : await readLocale(admin)
    await admin.query(`create database ${name} owner bilin_owner ${from}`)
  }
  await admin.query(`
    revoke all on database ${name} from public;
    grant connect on database ${name} to ${RESTRICTED.join(', ')}`)
}

async function makeRole(admin: pg.Client, role: string): Promise<void> {
  const { rows } = await admin.query('select from pg_roles where rolname = $1', [role])
  if (rows.length === 0) await admin.query(`create role ${role}`)
}

async function refuseOldServer(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query<{ number: string; name: string }>(
    `select current_setting('server_version_num') as number, current_setting('server_version') as name`,
  )
  if (Number(rows[0]?.number) < 150_000)
    throw new Error(`Bilin needs PostgreSQL 15 or later; this server is ${rows[0]?.name}.`)
}

/** Roles that somebody else made with more rights are not changed; the operator gets a message instead. */
async function refuseTooMuchRight(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query<{ name: string }>(
    `select rolname as name from pg_roles where rolname = any ($1)
        and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication
             or (rolname = 'bilin_registry' and rolcanlogin))
     union
     select member::regrole::text from pg_auth_members
      where member::regrole::text = any ($1)
        and not (member::regrole::text = 'bilin_owner' and roleid::regrole::text = 'bilin_registry')`,
    [ROLES],
  )
  if (rows.length > 0)
    throw new Error(
      `On this server ${rows.map(({ name }) => name).join(', ')} may do more than Bilin's roles should: drop them, or take their extra rights and memberships away.`,
    )
}

/** Lets the owner give functions to bilin_registry in migrations. Since PostgreSQL 16 this needs SET on the membership; before, every member may. */
async function letOwnerGiveToRegistry(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query<{ modern: boolean; all: boolean }>(
    `select current_setting('server_version_num')::int >= 160000 as modern,
            (select rolsuper from pg_roles where rolname = current_user) as all`,
  )
  const how = rows[0]?.modern ? 'with inherit true, set true' : ''
  await admin.query(`grant bilin_registry to bilin_owner ${how}`)
  // An administrator who is not a superuser can give a database only to a role that it is a member of.
  if (!rows[0]?.all) await admin.query(`grant bilin_owner to current_user ${rows[0]?.modern ? 'with set true' : ''}`)
}

/** The collation of Bilin's own cluster: by code point, the same on every machine. Before PostgreSQL 17 it comes from the C library. */
async function readLocale(admin: pg.Client): Promise<string> {
  const { rows } = await admin.query<{ number: string }>(`select current_setting('server_version_num') as number`)
  const locale =
    Number(rows[0]?.number) >= 170_000 ? `locale_provider builtin builtin_locale 'C.UTF-8' locale 'C'` : `locale 'C'`
  return `template template0 encoding 'UTF8' ${locale}`
}

/** Servers upgraded from 14 let everybody create tables in public. */
async function closePublic(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query<{ open: boolean }>(
    `select has_schema_privilege('public', oid, 'create') or nspowner::regrole::text <> 'pg_database_owner' as open
       from pg_namespace where nspname = 'public'`,
  )
  if (rows[0]?.open)
    await admin.query('alter schema public owner to pg_database_owner; revoke create on schema public from public')
}

/** What PostgreSQL would store (RFC 5803): the password itself then never reaches the server or its log. */
function verifier(password: string): string {
  const salt = randomBytes(16)
  const salted = pbkdf2Sync(password.normalize('NFKC'), salt, 4096, 32, 'sha256')
  const hmac = (text: string) => createHmac('sha256', salted).update(text).digest()
  const stored = createHash('sha256').update(hmac('Client Key')).digest('base64')
  return `SCRAM-SHA-256$4096:${salt.toString('base64')}$${stored}:${hmac('Server Key').toString('base64')}`
}

const literal = (text: string) => pg.escapeLiteral(text)

/** Not `new URL`, which refuses the empty host of a socket's address. */
function getParts(url: string): { scheme: string; user: string; password: string; rest: string } {
  const parts = /^(postgres(?:ql)?:\/\/)(?:([^:@/?]*)(?::([^@/?]*))?@)?(.*)$/.exec(url)
  if (!parts) throw new Error('A database address looks like postgresql://user:password@host:5432/database.')
  const [, scheme = '', user = '', password = '', rest = ''] = parts
  return { scheme, user, password: decodeURIComponent(password), rest }
}
