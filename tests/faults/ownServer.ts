/** An operator's own PostgreSQL, behind a proxy that can be closed for a while. */
import { mkdtempSync, rmSync } from 'node:fs'
import { createConnection, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startThrowaway, type Throwaway } from '@bilin/db/embedded/throwaway'
import { onTestFinished } from 'vitest'

export type Gate = {
  /** The owner's address, through the gate. */
  databaseUrl: string
  /** Cuts every connection, and answers nobody until it is opened. */
  shut(): Promise<void>
  /** Takes connections, and lets nothing through. */
  jam(): Promise<void>
  open(): Promise<void>
}

export async function ownServer(): Promise<Throwaway> {
  const server = await startThrowaway()
  onTestFinished(() => server.stop())
  return server
}

export async function gateBefore(server: Throwaway): Promise<Gate> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bilin-gate-'))
  const direct = server.url('bilin', 'bilin_owner')
  const [, host = ''] = /host=([^&]+)/.exec(direct) ?? []
  const behind = path.join(decodeURIComponent(host), '.s.PGSQL.5432')
  const inside = new Set<Socket>()
  let listener: Server | undefined

  const listen = async (answer: (socket: Socket) => void) => {
    await shut()
    listener = createServer((socket) => {
      hold(socket)
      answer(socket)
    })
    await new Promise<void>((open) => listener!.listen(path.join(folder, '.s.PGSQL.5432'), open))
  }
  const pass = (socket: Socket) => {
    const further = createConnection(behind)
    hold(further)
    socket.pipe(further).pipe(socket)
    socket.once('close', () => further.destroy())
    further.once('close', () => socket.destroy())
  }
  const hold = (socket: Socket) => {
    inside.add(socket.on('error', () => {}))
    socket.once('close', () => inside.delete(socket))
  }
  async function shut() {
    const closing = listener
    listener = undefined
    for (const socket of inside) socket.destroy()
    if (closing) await new Promise((shut) => closing.close(shut))
  }

  onTestFinished(async () => {
    await shut()
    rmSync(folder, { recursive: true, force: true })
  })
  await listen(pass)
  return {
    databaseUrl: direct.replace(host, encodeURIComponent(folder)),
    shut,
    jam: () => listen(() => {}),
    open: () => listen(pass),
  }
}
