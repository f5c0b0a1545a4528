/** When a draft is sent next: a moment after the last change, and after a failure at growing intervals. */
const AFTER_TYPING = 1200
const FIRST_WAIT = 5000
const LONGEST_WAIT = 300_000

export class SendTimer {
  #wait = FIRST_WAIT
  #timer: ReturnType<typeof setTimeout> | undefined
  readonly #send: () => void

  constructor(send: () => void) {
    this.#send = send
  }

  afterTyping = () => this.#in(AFTER_TYPING)

  soon = () => this.#in(0)

  afterFailure() {
    this.#in(this.#wait)
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT)
  }

  /** Sending works, or may work again: the next failure waits briefly. */
  shorten() {
    this.#wait = FIRST_WAIT
  }

  stop = () => clearTimeout(this.#timer)

  #in(wait: number) {
    this.stop()
    this.#timer = setTimeout(this.#send, wait)
  }
}
