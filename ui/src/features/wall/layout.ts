/** A site's place on the wall, in pixels, and how its connectors stand in it. */
export type Tile = {
  name: string;
  x: number;
  y: number;
  width: number;
  height: number;
  /** Height of the line with the site's name; 0 where there is no room for it. */
  head: number;
  /** Side of the square of one connector, its gap included. */
  cell: number;
  columns: number;
};

type Group = { name: string; count: number };
type Box = { x: number; y: number; width: number; height: number };

const HEAD = 18;
const ROOM_FOR_HEAD = 44;
const GAP = 4;
/** More would only be larger, not clearer. */
const LARGEST_CELL = 220;

/** Spreads the groups over the whole area, each as large as its share of the connectors, as square as can be (a squarified treemap). */
export function layout(groups: readonly Group[], width: number, height: number): Tile[] {
  const shown = groups.filter(({ count }) => count > 0).toSorted((one, other) => other.count - one.count);
  const all = shown.reduce((sum, { count }) => sum + count, 0);
  const tiles: Tile[] = [];
  let free: Box = { x: 0, y: 0, width, height };
  let at = 0;
  while (at < shown.length) {
    const scale = (width * height) / all;
    const side = Math.min(free.width, free.height);
    let row: Group[] = [];
    for (; at < shown.length; at++) {
      const next = shown[at] as Group;
      if (row.length > 0 && worstRatio([...row, next], side, scale) > worstRatio(row, side, scale)) break;
      row = [...row, next];
    }
    const area = row.reduce((sum, { count }) => sum + count, 0) * scale;
    const thick = side === 0 ? 0 : area / side;
    const beside = free.width >= free.height;
    let along = 0;
    for (const group of row) {
      const long = thick === 0 ? 0 : (group.count * scale) / thick;
      tiles.push(
        tile(
          group,
          beside
            ? { x: free.x, y: free.y + along, width: thick, height: long }
            : { x: free.x + along, y: free.y, width: long, height: thick },
        ),
      );
      along += long;
    }
    free = beside
      ? { ...free, x: free.x + thick, width: free.width - thick }
      : { ...free, y: free.y + thick, height: free.height - thick };
  }
  return tiles;
}

function worstRatio(row: readonly Group[], side: number, scale: number): number {
  const areas = row.map(({ count }) => count * scale);
  const sum = areas.reduce((one, other) => one + other, 0);
  const [least, most] = [Math.min(...areas), Math.max(...areas)];
  return Math.max((side * side * most) / (sum * sum), (sum * sum) / (side * side * least));
}

function tile({ name, count }: Group, box: Box): Tile {
  const head = box.height >= ROOM_FOR_HEAD ? HEAD : 0;
  const inner = { width: Math.max(1, box.width - GAP), height: Math.max(1, box.height - GAP - head) };
  const cell = largestCell(count, inner.width, inner.height);
  return { name, ...box, head, cell, columns: Math.max(1, Math.floor(inner.width / cell)) };
}

/** The largest squares of which that many fit. */
function largestCell(count: number, width: number, height: number): number {
  for (let cell = LARGEST_CELL; cell > 1; cell -= cell > 12 ? 1 : 0.25) {
    if (Math.floor(width / cell) * Math.floor(height / cell) >= count) return cell;
  }
  return 1;
}

/** The place of the n-th connector of a tile. */
export function placeOf(tile: Tile, index: number): { x: number; y: number } {
  return {
    x: tile.x + GAP / 2 + (index % tile.columns) * tile.cell,
    y: tile.y + GAP / 2 + tile.head + Math.floor(index / tile.columns) * tile.cell,
  };
}

/** Which connector of which tile lies there. */
export function hit(tiles: readonly Tile[], x: number, y: number): { tile: Tile; index: number } | undefined {
  const found = tiles.find((tile) => x >= tile.x && x < tile.x + tile.width && y >= tile.y && y < tile.y + tile.height);
  if (!found) return undefined;
  const column = Math.floor((x - found.x - GAP / 2) / found.cell);
  const row = Math.floor((y - found.y - GAP / 2 - found.head) / found.cell);
  if (column < 0 || column >= found.columns || row < 0) return undefined;
  return { tile: found, index: row * found.columns + column };
}
