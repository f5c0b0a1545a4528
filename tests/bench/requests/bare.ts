/**
 * The least that a server of ours could do: Node's http and pg, with the statements that Bilin was seen to send, written in one go.
 * `node bare.ts <database url> <port> <file of statements>`
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import http from 'node:http'
import { connect } from '@bilin/db/connect'

export type Sent = { sql: string; parameters: unknown[] }

const [url, port, file] = process.argv.slice(2)
const cases = JSON.parse(readFileSync(file!, 'utf8')) as Record<string, Sent[]>
const pool = connect(url!)

async function answer(name: string, session: string, tenant: string): Promise<string> {
  const client = await pool.connect()
  try {
    const { stream } = client.connection
    stream.cork()
    const begun = client.query('begin')
    const entered = client.query({ name: 'enter', text: 'select * from app.enter($1, $2)', values: [session, tenant] })
    const rows = cases[name]!.map(({ sql, parameters }, n) =>
      client.query({ name: `${name}_${n}`, text: sql, values: parameters }),
    )
    const ended = client.query('commit')
    stream.uncork()
    const answers = await Promise.all([begun, entered, ...rows, ended])
    return JSON.stringify(answers.slice(2, -1).map((each) => each.rows))
  } finally {
    client.release()
  }
}

http
  .createServer((request, response) => {
    const { headers, url = '' } = request
    const id = /bilin_session=([^;]+)/.exec(headers.cookie ?? '')?.[1] ?? ''
    const session = createHash('sha256').update(id).digest('hex')
    answer(url.slice(1), session, String(headers['bilin-tenant'])).then(
      (body) => response.writeHead(200, { 'content-type': 'application/json' }).end(body),
      (error: unknown) => response.writeHead(500).end(String(error)),
    )
  })
  .listen(Number(port), '127.0.0.1', () => console.log('listening'))
