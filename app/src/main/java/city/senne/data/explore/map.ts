// The map of a dataset: waits until it is seen, then fetches what draws it.

class SenneMap extends HTMLElement {
  private watcher: IntersectionObserver | undefined

  connectedCallback() {
    this.watcher = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return
      this.watcher?.disconnect()
      void this.begin()
    })
    this.watcher.observe(this)
  }

  disconnectedCallback() {
    this.watcher?.disconnect()
  }

  private async begin() {
    const status = this.querySelector<HTMLElement>('.map__status')!
    try {
      const { drawMap } = await import('./place-map')
      await drawMap(this, status)
    } catch (failure) {
      console.warn(failure)
      this.classList.add('map--failed')
      status.textContent = this.dataset['failed'] ?? ''
    }
  }
}

customElements.define('senne-map', SenneMap)
