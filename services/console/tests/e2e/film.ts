/** A film for Chromium's fake camera: an empty picture, then a badge's code held before it. */
import { writeFileSync } from 'node:fs'
import { encode } from 'uqr'

const WIDTH = 640
const HEIGHT = 480
const PAPER = 225
const INK = 30
const DESK = 120

export function film(path: string, code: string): void {
  const frames = [...Array<Buffer>(4).fill(frame(null)), ...Array<Buffer>(8).fill(frame(code))]
  const parts = frames.flatMap((one) => [Buffer.from('FRAME\n'), one])
  writeFileSync(path, Buffer.concat([Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F8:1 Ip A1:1 C420jpeg\n`), ...parts]))
}

/** One picture: brightness by pixel, then a quarter of that twice for colours that are not there. */
function frame(code: string | null): Buffer {
  const picture = Buffer.alloc((WIDTH * HEIGHT * 3) / 2, 128)
  picture.fill(DESK, 0, WIDTH * HEIGHT)
  if (code === null) return picture
  const { data, size } = encode(code, { ecc: 'M', border: 3 })
  const scale = Math.floor((HEIGHT - 20) / size)
  const left = Math.floor((WIDTH - size * scale) / 2)
  const top = Math.floor((HEIGHT - size * scale) / 2)
  for (let y = 0; y < size * scale; y += 1) {
    for (let x = 0; x < size * scale; x += 1) {
      const isDark = data[Math.floor(y / scale)]?.[Math.floor(x / scale)] ?? false
      picture[(top + y) * WIDTH + left + x] = isDark ? INK : PAPER
    }
  }
  return picture
}
