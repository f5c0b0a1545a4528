/** A proxy before PostgreSQL that reads what a server sends to it: every statement with the role that sends it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { createConnection, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** `opens` where it begins a transaction: `begin`, or a statement outside of one. */
export type Sent = { role: string; sql: string; opens: boolean }

export type Wire = {
  /** The same database, through the proxy. */
  url: string
  /** What was sent since the last call, once every transaction is over. */
  take(): Promise<Sent[]>
  close(): Promise<void>
}

const SOCKET = '.s.PGSQL.5432'

/** Before a server that listens on a socket in a folder, as the embedded one does. */
export async function listenBefore(url: string): Promise<Wire> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bilin-wire-'))
  const [, host = ''] = /host=([^&]+)/.exec(url) ?? []
  const behind = path.join(decodeURIComponent(host), SOCKET)
  const inside = new Set<Socket>()
  const open = new Set<Socket>()
  let sent: Sent[] = []

  const listener = createServer((socket) => {
    const further = createConnection(behind)
    for (const each of [socket, further]) {
      inside.add(each.on('error', () => {}))
      each.once('close', () => inside.delete(each))
    }
    const read = reader((role, sql) => {
      const inOne = open.has(socket)
      if (/^begin/i.test(sql)) open.add(socket)
      else if (/^(commit|rollback)$/i.test(sql)) open.delete(socket)
      sent.push({ role, sql, opens: !inOne })
    })
    socket.on('data', read)
    socket.pipe(further).pipe(socket)
    socket.once('close', () => (open.delete(socket), further.destroy()))
    further.once('close', () => socket.destroy())
  })
  await new Promise<void>((listening) => listener.listen(path.join(folder, SOCKET), listening))

  return {
    url: url.replace(host, encodeURIComponent(folder)),
    async take() {
      do await sleep(5)
      while (open.size > 0)
      const taken = sent
      sent = []
      return taken
    },
    async close() {
      for (const socket of inside) socket.destroy()
      await new Promise((closed) => listener.close(closed))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Reads PostgreSQL's protocol, version 3: Query, and Parse with Bind. */
function reader(tell: (role: string, sql: string) => void) {
  const named = new Map<string, string>()
  let role: string | undefined
  let rest = Buffer.alloc(0)
  return (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk])
    for (;;) {
      // The first message has no letter before its length.
      const before = role === undefined ? 0 : 1
      if (rest.length < before + 4) return
      const end = before + rest.readInt32BE(before)
      if (rest.length < end) return
      const words = rest
        .subarray(before + 4, end)
        .toString()
        .split('\0')
      const letter = before ? String.fromCharCode(rest[0]!) : ''
      rest = rest.subarray(end)
      if (role === undefined) role = words[words.indexOf('user') + 1] ?? ''
      else if (letter === 'Q') tell(role, words[0]!)
      else if (letter === 'P') named.set(words[0]!, words[1]!)
      else if (letter === 'B') tell(role, named.get(words[1]!) ?? '')
    }
  }
}
