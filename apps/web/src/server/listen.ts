/** Opening and closing the port: for the built server and for development. */
import type { Server } from 'node:http'
import type { Settings } from '@bilin/api/settings'

/** Rejects with a sentence that names the setting to change. */
export async function listen(server: Server, { PORT, HOST }: Pick<Settings, 'PORT' | 'HOST'>): Promise<void> {
  try {
    await new Promise<void>((listens, failed) => server.once('error', failed).listen(PORT, HOST, listens))
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException
    const why: Record<string, string> = {
      EADDRINUSE: `PORT ${PORT} is in use on ${HOST}: stop what listens there, or set PORT to another.`,
      EACCES: `PORT ${PORT} may not be opened by this user: set PORT to one above 1023.`,
      EADDRNOTAVAIL: `HOST ${HOST} is not an address of this machine: set HOST to one that is, or to 0.0.0.0.`,
      ENOTFOUND: `HOST ${HOST} is not known: set HOST to an address of this machine.`,
    }
    throw new Error(why[code ?? ''] ?? `Bilin cannot listen on HOST ${HOST}, PORT ${PORT}: ${message}.`, {
      cause,
    })
  }
}

/** Finishes the requests that are being answered and accepts no new ones; after `patience` milliseconds it cuts them off. */
export async function drain(server: Server, patience: number): Promise<void> {
  const closed = new Promise((done) => server.close(done))
  // A connection is idle as soon as its last response is out, and would then live on for its next request.
  const sweeping = setInterval(() => server.closeIdleConnections(), 50)
  const enough = setTimeout(() => server.closeAllConnections(), patience)
  await closed
  clearInterval(sweeping)
  clearTimeout(enough)
}
