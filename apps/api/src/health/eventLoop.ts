/**
 * How long the main thread keeps requests waiting: the delay of the event loop, measured all the time and logged once a minute in
 * milliseconds. Where it stands still for long, something heavy runs that belongs in the thread (thread/works.ts).
 */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Log } from '../log.ts'

export type EventLoopDelay = { p50: number; p99: number; max: number }

const MINUTE = 60_000
/** Milliseconds between two measurements. */
const RESOLUTION = 10
/** Milliseconds that somebody notices. */
const LONG = 1_000

export function watchEventLoop(log: Pick<Log, 'info' | 'warn'>, every = MINUTE) {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION })
  histogram.enable()

  /** Since the last report. */
  function report(): EventLoopDelay {
    const [p50, p99, max] = [histogram.percentile(50), histogram.percentile(99), histogram.max].map(toMilliseconds)
    const eventLoop = { p50: p50!, p99: p99!, max: max! }
    histogram.reset()
    if (eventLoop.max >= LONG) log.warn({ eventLoop })
    else log.info({ eventLoop })
    return eventLoop
  }

  const reporting = setInterval(report, every)
  reporting.unref()
  return {
    report,
    stop() {
      clearInterval(reporting)
      histogram.disable()
    },
  }
}

/** The histogram counts nanoseconds from one measurement to the next. */
const toMilliseconds = (nanoseconds: number) => Math.max(0, Math.round(nanoseconds / 1e6 - RESOLUTION))
