/**
 * The account that PostgreSQL runs as. PostgreSQL refuses root, so a Bilin started by root runs it as an unprivileged
 * account, which must be in /etc/passwd because initdb looks it up.
 */
import { readFileSync, statSync, type Stats } from 'node:fs'
import { dirname } from 'node:path'

export type Account = { name: string; uid: number; gid: number }

/** Best first: an account made for this, PostgreSQL's own, and the one every system has. */
const CANDIDATES = ['bilin', 'postgres', 'nobody']

/** The account to use, or undefined when we are not root and PostgreSQL runs as ourselves. */
export function accountToLend(clusterDir: string): Account | undefined {
  const owner = statSync(clusterDir, { throwIfNoEntry: false })?.uid
  const we = process.getuid?.()
  if (we !== 0) {
    if (owner === undefined || owner === we) return undefined
    throw new Error(
      `${clusterDir} belongs to another user: start Bilin as the user who started it before, or choose another data directory.`,
    )
  }
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n').map(findAccount)
  const lent =
    owner === undefined
      ? CANDIDATES.flatMap((name) => accounts.filter((account) => account.name === name)).at(0)
      : accounts.find(({ uid }) => uid === owner)
  if (lent === undefined || lent.uid === 0)
    throw new Error(
      owner === undefined
        ? 'PostgreSQL does not run as root and no account "bilin", "postgres" or "nobody" exists: add one with "useradd --system bilin".'
        : `${clusterDir} belongs to user ${owner}, under which PostgreSQL cannot run: give it back with "chown -R bilin ${clusterDir}" (or postgres, or nobody).`,
    )
  return lent
}

/** Whether the account can open this path: a 0700 parent such as /root keeps it out. */
export function mayReach(path: string, account: Account | undefined): boolean {
  if (account === undefined) return true
  const here = statSync(path)
  const open = here.isDirectory() ? mayEnter(here, account) : mayEnter(here, account, 0o5)
  return open && (dirname(path) === path || mayReach(dirname(path), account))
}

function mayEnter({ uid, gid, mode }: Stats, account: Account, wanted = 0o1): boolean {
  const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0
  return ((mode >> shift) & wanted) === wanted
}

function findAccount(line: string): Account {
  const [name = '', , uid, gid] = line.split(':')
  return { name, uid: Number(uid), gid: Number(gid) }
}
