/** A browser without script: keeps its cookies, sends forms as forms, and does not follow by itself. */
export type Answer = { status: number; text: string; location: string | null; headers: Headers }
export type PlainBrowser = {
  open(path: string, headers?: Record<string, string>): Promise<Answer>
  send(path: string, typed: Record<string, string>, headers?: Record<string, string>): Promise<Answer>
}

export function plainBrowser(address: string, { origin = address } = {}): PlainBrowser {
  const cookies = new Map<string, string>()

  async function ask(path: string, init: RequestInit): Promise<Answer> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(new URL(path, address), {
      ...init,
      redirect: 'manual',
      headers: { accept: 'text/html', ...(cookie && { cookie }), ...init.headers },
    })
    for (const line of answer.headers.getSetCookie()) keep(line)
    const { status, headers } = answer
    return { status, headers, text: await answer.text(), location: headers.get('location') }
  }

  function keep(line: string) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    if (value === '' || /max-age=0/i.test(line)) cookies.delete(name)
    else cookies.set(name, value)
  }

  return {
    open: (path, headers = {}) => ask(path, { headers }),
    send: (path, typed, headers = {}) =>
      ask(path, { method: 'POST', body: new URLSearchParams(typed), headers: { origin, ...headers } }),
  }
}

/** As a page with script sends it: the answer is for the page, which stays. */
export const byScript = { accept: 'application/json', 'x-sveltekit-action': 'true' }
