// A chart as a picture, for programs that do not take the drawing.

/** Pixels for each of the drawing's: sharp on fine screens and on paper. */
const FINENESS = 2

/** A button that saves the drawing of `source` as PNG. */
class ChartPicture extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector('button')!
    const status = this.querySelector('[role=status]')!
    button.hidden = false
    button.addEventListener('click', async () => {
      status.textContent = ''
      try {
        await this.save()
      } catch (failure) {
        console.warn(failure)
        status.textContent = this.dataset['failed'] ?? ''
      }
    })
  }

  private async save() {
    const answer = await fetch(this.getAttribute('source')!)
    if (!answer.ok) throw new Error(`The drawing was answered with ${answer.status}`)
    const name = answer.headers.get('Content-Disposition')?.match(/filename="(.+)\.svg"/)?.[1] ?? 'chart'
    const link = document.createElement('a')
    link.href = URL.createObjectURL(await picture(await answer.text()))
    link.download = `${name}.png`
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
  }
}

async function picture(drawing: string): Promise<Blob> {
  const style = `<style>${(await fonts(drawing)).join('')}</style>`
  const image = new Image()
  image.src = dataAddress(new TextEncoder().encode(drawing.replace('>', () => `>${style}`)), 'image/svg+xml')
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = image.naturalWidth * FINENESS
  canvas.height = image.naturalHeight * FINENESS
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture is too large'))), 'image/png'),
  )
}

/** The page's fonts that the drawing names. Within a picture nothing else can be fetched: they travel in it. */
function fonts(drawing: string): Promise<string[]> {
  const faces = [...document.styleSheets]
    .flatMap((sheet) => [...sheet.cssRules])
    .filter((rule) => rule instanceof CSSFontFaceRule)
    .filter((rule) => rule.style.getPropertyValue('font-style') !== 'italic')
    .filter((rule) => drawing.includes(rule.style.getPropertyValue('font-family').replace(/^["']|["']$/g, '')))
  return Promise.all(
    faces.map(async (face) => {
      const [said, address] = face.cssText.match(/url\(["']?([^"')]+)["']?\)/)!
      const font = await fetch(new URL(address!, face.parentStyleSheet?.href ?? document.baseURI))
      return face.cssText.replace(said, `url(${dataAddress(new Uint8Array(await font.arrayBuffer()), 'font/woff2')})`)
    }),
  )
}

function dataAddress(bytes: Uint8Array, type: string): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return `data:${type};base64,${btoa(text)}`
}

customElements.define('chart-picture', ChartPicture)
