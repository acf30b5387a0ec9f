// What pages gain when JavaScript runs. Nothing here is needed to read or to act.

/** A button that copies the code beside it. */
class CopyCode extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector('button')
    const text = button?.querySelector('span')
    const code = this.querySelector('code')
    if (!button || !text || !code || !navigator.clipboard) return
    button.hidden = false
    const asked = text.textContent
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(code.textContent ?? '')
      text.textContent = this.dataset['copied'] ?? asked
      setTimeout(() => (text.textContent = asked), 2000)
    })
  }
}

interface Progress {
  share: number
  shareText: string
  text: string
  finished: boolean
}

/** Follows work under way; when it is finished, the page is shown anew. */
class LiveProgress extends HTMLElement {
  private timer = 0

  connectedCallback() {
    if (this.getAttribute('source')) this.timer = window.setTimeout(() => this.ask(), 1000)
  }

  disconnectedCallback() {
    clearTimeout(this.timer)
  }

  private async ask() {
    try {
      const answer = await fetch(this.getAttribute('source')!, { headers: { Accept: 'application/json' } })
      if (answer.ok) this.show((await answer.json()) as Progress)
    } catch {
      // The server may be starting again: keep asking.
    }
    this.timer = window.setTimeout(() => this.ask(), 1000)
  }

  private show(progress: Progress) {
    if (progress.finished) return location.reload()
    const bar = this.querySelector('progress')!
    if (progress.share < 0) bar.removeAttribute('value')
    else bar.value = progress.share
    this.querySelector('.progress__share')!.textContent = progress.shareText
    const text = this.querySelector('.progress__text')!
    if (text.textContent !== progress.text) text.textContent = progress.text
  }
}

/** A button that shows what is typed into the password field beside it. */
class ShowPassword extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector('button')
    const input = this.querySelector('input')
    if (!button || !input) return
    button.hidden = false
    button.addEventListener('click', () => {
      const shown = input.type === 'text'
      input.type = shown ? 'password' : 'text'
      button.setAttribute('aria-pressed', String(!shown))
    })
  }
}

/** A file's name in our words over the browser's own input, which stays and does the work. */
class FileChoice extends HTMLElement {
  connectedCallback() {
    const input = this.querySelector('input')
    const name = this.querySelector('.file-choice__name')
    if (!input || !name) return
    const none = name.textContent
    const show = () => {
      const chosen = input.files?.[0]?.name
      name.textContent = chosen ?? none
      this.classList.toggle('file-choice--chosen', chosen !== undefined)
    }
    input.addEventListener('change', show)
    // A browser that comes back may still have the file.
    window.addEventListener('pageshow', show)
    show()
  }
}

/** Where the tabs are wider than the screen, the current one is brought into sight, and an edge fades that hides more. */
function showTabs(tabs: HTMLElement) {
  const fade = () => {
    const hidden = tabs.scrollWidth - tabs.clientWidth
    tabs.classList.toggle('tabs--more-before', tabs.scrollLeft > 1)
    tabs.classList.toggle('tabs--more-after', tabs.scrollLeft < hidden - 1)
  }
  const current = tabs.querySelector<HTMLElement>('[aria-current]')
  if (current) tabs.scrollLeft = current.offsetLeft + current.offsetWidth / 2 - tabs.offsetLeft - tabs.clientWidth / 2
  tabs.addEventListener('scroll', fade, { passive: true })
  new ResizeObserver(fade).observe(tabs)
}

/** Asks before a form is left in which something stands that was not sent yet. */
function keepUnsent(form: HTMLFormElement) {
  const content = () => {
    const data = new FormData(form)
    // Which language is in sight is no content.
    data.delete('shown')
    return JSON.stringify([...data].map(([name, value]) => [name, typeof value === 'string' ? value : value.name]))
  }
  // What was sent and refused is in the form alone.
  const kept = form.dataset['unsent'] ? '' : content()
  let sent = false
  form.addEventListener('submit', () => (sent = true))
  window.addEventListener('pageshow', () => (sent = false))
  window.addEventListener('beforeunload', (leaving) => {
    if (!sent && content() !== kept) leaving.preventDefault()
  })
}

document.querySelectorAll<HTMLElement>('.tabs').forEach(showTabs)
document.querySelectorAll<HTMLFormElement>('form.edit-form').forEach(keepUnsent)

customElements.define('copy-code', CopyCode)
customElements.define('file-choice', FileChoice)
customElements.define('live-progress', LiveProgress)
customElements.define('show-password', ShowPassword)
