/** What a desk hears: up for welcome, down and rough for stop, three short for a closer look. No files, no network. */
import type { Look } from './verdict'

const TUNES: Record<Look, readonly (readonly [hertz: number, start: number, length: number, shape: OscillatorType])[]> = {
  ok: [[880, 0, 0.09, 'sine'], [1320, 0.1, 0.14, 'sine']],
  warn: [[660, 0, 0.08, 'triangle'], [660, 0.14, 0.08, 'triangle'], [660, 0.28, 0.08, 'triangle']],
  bad: [[220, 0, 0.18, 'square'], [165, 0.2, 0.32, 'square']],
}
const LOUDNESS = 0.12

let context: AudioContext | null = null

export function play(look: Look): void {
  if (typeof AudioContext === 'undefined') return
  context ??= new AudioContext()
  // Browsers stay silent until somebody has touched the page; then the next verdict is heard.
  if (context.state === 'suspended') void context.resume()
  for (const [hertz, start, length, shape] of TUNES[look]) tone(context, hertz, start, length, shape)
}

function tone(audio: AudioContext, hertz: number, start: number, length: number, shape: OscillatorType): void {
  const from = audio.currentTime + start
  const voice = audio.createOscillator()
  const loud = audio.createGain()
  voice.type = shape
  voice.frequency.value = hertz
  loud.gain.setValueAtTime(LOUDNESS, from)
  loud.gain.exponentialRampToValueAtTime(0.001, from + length)
  voice.connect(loud).connect(audio.destination)
  voice.start(from)
  voice.stop(from + length)
}
