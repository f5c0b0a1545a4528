/** Requests by a fixed number of connections, each sending its next when the last is answered; and what the server spent on them. */
import { readFileSync } from 'node:fs'
import http from 'node:http'

export type Target = { url: string; headers: Record<string, string>; body?: string; pid: number }
/** `cpu` is in milliseconds of the server's process a request, `p50` and `p99` in milliseconds. */
export type Load = { perSecond: number; cpu: number; p50: number; p99: number; bytes: number }

const WARMING = 1_500
/** Of Linux, in the fields of /proc/…/stat. */
const TICK = 10

export async function load({ url, headers, body, pid }: Target, connections: number, seconds: number): Promise<Load> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections })
  const took: number[] = []
  let bytes = 0
  let over = false
  const ask = () =>
    new Promise<void>((resolve, reject) => {
      const began = performance.now()
      const method = body === undefined ? 'GET' : 'POST'
      const request = http.request(url, { agent, method, headers }, (response) => {
        response.on('data', (chunk: Buffer) => (bytes += chunk.length))
        response.on('end', () => {
          if (response.statusCode !== 200) return reject(new Error(`${url} answered ${response.statusCode}`))
          took.push(performance.now() - began)
          resolve()
        })
      })
      request.on('error', reject).end(body)
    })
  const workers = Array.from({ length: connections }, async () => {
    while (!over) await ask()
  })
  const failing = Promise.all(workers)
  await Promise.race([pause(WARMING), failing])
  took.length = 0
  bytes = 0
  const [began, spent] = [performance.now(), cpuOf(pid)]
  await Promise.race([pause(seconds * 1000), failing])
  const [count, lasted, used] = [took.length, performance.now() - began, cpuOf(pid) - spent]
  over = true
  await failing
  agent.destroy()
  const sorted = took.slice(0, count).sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.floor(count * share)] ?? Number.NaN
  return { perSecond: count / (lasted / 1000), cpu: used / count, p50: at(0.5), p99: at(0.99), bytes: bytes / count }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Milliseconds of CPU that the process has used. */
function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  return (Number(fields[11]) + Number(fields[12])) * TICK
}
