/**
 * Draws the icons of the desktop package from `build/icon.svg`: `npm run icons` (needs Chromium). Windows wants an ICO,
 * macOS an ICNS, Linux one PNG a size (https://www.electron.build/icons); the first two are containers of PNGs.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { chromium } from '@playwright/test'

const folder = resolve(import.meta.dirname, '..', 'build')
const linuxSizes = [16, 32, 48, 64, 128, 256, 512]
const windowsSizes = [16, 24, 32, 48, 64, 128, 256]
/** Type of an ICNS entry, and the pixels of its PNG (https://en.wikipedia.org/wiki/Apple_Icon_Image_format). */
const macSizes = { ic11: 32, ic12: 64, ic07: 128, ic13: 256, ic08: 256, ic14: 512, ic09: 512, ic10: 1024 }

const drawn = await draw([...new Set([...linuxSizes, ...windowsSizes, ...Object.values(macSizes)])])
const png = (size: number): Buffer => drawn.get(size) ?? Buffer.alloc(0)

const icons = join(folder, 'icons')
rmSync(icons, { recursive: true, force: true })
mkdirSync(icons)
for (const size of linuxSizes) writeFileSync(join(icons, `${size}x${size}.png`), png(size))
writeFileSync(join(folder, 'icon.ico'), ico(windowsSizes))
writeFileSync(join(folder, 'icon.icns'), icns())

async function draw(sizes: readonly number[]): Promise<Map<number, Buffer>> {
  const browser = await chromium.launch({
    executablePath: process.env['SONIC_CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  })
  try {
    const page = await browser.newPage()
    await page.setContent(
      `<style>body { margin: 0 } svg { display: block }</style>${readFileSync(join(folder, 'icon.svg'), 'utf8')}`,
    )
    const pictures = new Map<number, Buffer>()
    for (const size of sizes) {
      await page.setViewportSize({ width: size, height: size })
      pictures.set(size, await page.screenshot({ omitBackground: true }))
    }
    return pictures
  } finally {
    await browser.close()
  }
}

/** https://learn.microsoft.com/en-us/previous-versions/ms997538(v=msdn.10): a directory, then the pictures. */
function ico(sizes: readonly number[]): Buffer {
  const header = Buffer.alloc(6 + 16 * sizes.length)
  header.writeUInt16LE(1, 2)
  header.writeUInt16LE(sizes.length, 4)
  let offset = header.length
  for (const [i, size] of sizes.entries()) {
    const entry = 6 + 16 * i
    header.writeUInt8(size % 256, entry)
    header.writeUInt8(size % 256, entry + 1)
    header.writeUInt16LE(1, entry + 4)
    header.writeUInt16LE(32, entry + 6)
    header.writeUInt32LE(png(size).length, entry + 8)
    header.writeUInt32LE(offset, entry + 12)
    offset += png(size).length
  }
  return Buffer.concat([header, ...sizes.map(png)])
}

function icns(): Buffer {
  const entries = Object.entries(macSizes).map(([type, size]) => chunk(type, png(size)))
  return chunk('icns', Buffer.concat(entries))
}

function chunk(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.write(type, 'ascii')
  head.writeUInt32BE(content.length + 8, 4)
  return Buffer.concat([head, content])
}
