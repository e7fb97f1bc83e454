/** Who sits where: the guest of honour at the host's right hand, rank falling with the distance from the middle. */

export interface Seat {
  id: string
  side: 'host' | 'guest'
  /** 0 is the principal; then 1, 2, … away from the middle, odd ones on the right hand. */
  order: number
  x: number
  y: number
}

const WIDTH = 84
const GAP = 120

/** Two rows facing each other; principals in the middle opposite each other. */
export function seats(hostSide: readonly string[], guestSide: readonly string[]): { seats: Seat[]; width: number; height: number } {
  const most = Math.max(hostSide.length, guestSide.length, 1)
  const middle = ((most - 1) / 2) * WIDTH + WIDTH
  const row = (people: readonly string[], side: Seat['side'], y: number) =>
    people.map((id, order) => {
      const step = Math.ceil(order / 2) * (order % 2 === 1 ? 1 : -1)
      // Facing each other, one side's right hand is the other's left.
      return { id, side, order, x: middle + (side === 'host' ? -step : step) * WIDTH, y }
    })
  const span = (most + 1) * WIDTH + WIDTH
  return { seats: [...row(guestSide, 'guest', 30), ...row(hostSide, 'host', 30 + GAP)], width: span, height: GAP + 60 }
}
