/**
 * A socket that sends what is written to it in one turn of the event loop as one buffer. pg writes each message of its protocol by
 * itself, a dozen for a transaction's first statements, and writing to a socket costs more than most of what is written.
 */
import { Socket } from 'node:net'

export class GatheringSocket extends Socket {
  #gathered: Uint8Array[] | null = null

  override connect(...args: unknown[]): this {
    Reflect.apply(super.connect, this, args)
    // Node's own connect puts Socket.prototype.write onto the socket itself, in front of ours.
    Reflect.deleteProperty(this, 'write')
    return this
  }

  /** From now on until the event loop turns. */
  gather(): void {
    if (this.#gathered) return
    this.#gathered = []
    setImmediate(() => this.#send())
  }

  override write(chunk: Uint8Array | string, ...rest: unknown[]): boolean {
    if (this.#gathered && typeof chunk !== 'string' && rest.length === 0) {
      this.#gathered.push(chunk)
      return true
    }
    this.#send()
    return Reflect.apply(super.write, this, [chunk, ...rest])
  }

  override end(...args: unknown[]): this {
    this.#send()
    return Reflect.apply(super.end, this, args)
  }

  #send(): void {
    const gathered = this.#gathered
    this.#gathered = null
    if (gathered && gathered.length > 0 && this.writable) super.write(Buffer.concat(gathered))
  }
}
