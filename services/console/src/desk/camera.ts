/** Badges before the camera: frames are read by zxing, whose wasm lies beside this page, never elsewhere. */
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url'

const WIDTH = 640
const PAUSE_MS = 60
/** The same badge held before the camera is one scan until it was away for so long. */
const AWAY_MS = 1500

prepareZXingModule({ overrides: { locateFile: (path: string, prefix: string) => (path.endsWith('.wasm') ? wasm : prefix + path) } })

/** Read codes until told to stop; rejects when there is no camera or nobody may use it. */
export async function watch(video: HTMLVideoElement, heard: (code: string, at: number) => void): Promise<() => void> {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 1280 } } })
  video.srcObject = stream
  await video.play()
  let running = true
  const seen = { code: '', at: 0 }
  const look = async () => {
    if (!running) return
    const code = await readFrame(video)
    const now = performance.now()
    if (code !== null) {
      if (code !== seen.code || now - seen.at > AWAY_MS) heard(code, now)
      seen.code = code
      seen.at = now
    }
    if (running) setTimeout(() => void look(), PAUSE_MS)
  }
  void look()
  return () => {
    running = false
    for (const track of stream.getTracks()) track.stop()
    video.srcObject = null
  }
}

const canvas = document.createElement('canvas')

async function readFrame(video: HTMLVideoElement): Promise<string | null> {
  if (!video.videoWidth) return null
  canvas.width = WIDTH
  canvas.height = Math.round((WIDTH * video.videoHeight) / video.videoWidth)
  const brush = canvas.getContext('2d', { willReadFrequently: true })
  if (!brush) return null
  brush.drawImage(video, 0, 0, canvas.width, canvas.height)
  const image = brush.getImageData(0, 0, canvas.width, canvas.height)
  const found = await readBarcodes(image, { formats: ['QRCode'], tryHarder: true, maxNumberOfSymbols: 1 })
  return found.find((one) => one.isValid)?.text ?? null
}
