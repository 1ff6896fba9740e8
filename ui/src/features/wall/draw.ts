import { type Kind, LETTERS } from '../status/kinds';
import { type Board, type Cell, kind } from './board';
import { placeOf, type Tile } from './layout';

const ROOM_FOR_LETTER = 15;
const ROOM_FOR_NAME = 72;
const ROOM_FOR_WORDS = 104;

/** Colours as the page has them now; those of the kinds are the marks' own. */
export type Paint = {
  kinds: ReadonlyMap<Kind, string>;
  text: string;
  line: string;
  /** What the states are called. */
  words: (kind: Kind) => string;
};

/** The whole wall, some thousand squares: a few milliseconds. */
export function draw(canvas: HTMLCanvasElement, board: Board, tiles: readonly Tile[], paint: Paint, marked?: Cell) {
  const context = canvas.getContext('2d');
  if (!context) return;
  const ratio = window.devicePixelRatio || 1;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.textBaseline = 'middle';
  for (const tile of tiles) {
    const cells = board.sites.get(tile.name) ?? [];
    context.strokeStyle = paint.line;
    context.lineWidth = 1;
    context.strokeRect(tile.x + 0.5, tile.y + 0.5, tile.width - 1, tile.height - 1);
    if (tile.head > 0) {
      context.fillStyle = paint.text;
      context.font = '600 12px Inter Variable, sans-serif';
      context.textAlign = 'left';
      context.save();
      context.beginPath();
      context.rect(tile.x, tile.y, tile.width - 4, tile.head);
      context.clip();
      context.fillText(`${tile.name} · ${cells.length}`, tile.x + 6, tile.y + tile.head / 2 + 1);
      context.restore();
    }
    cells.forEach((cell, index) => {
      const place = placeOf(tile, index);
      if (tile.cell < ROOM_FOR_NAME) square(context, place, tile.cell, kind(cell), paint);
      else named(context, place, tile.cell, cell, paint);
      if (cell === marked) outline(context, place, tile.cell, paint.text);
    });
  }
}

type Place = { x: number; y: number };

/** Where there is room: the mark, whose it is, and in what state. */
function named(context: CanvasRenderingContext2D, { x, y }: Place, size: number, cell: Cell, paint: Paint) {
  const lines = size < ROOM_FOR_WORDS ? 1 : 2;
  const letters = Math.min(15, Math.max(11, Math.round(size / 10)));
  const mark = size - lines * (letters + 4) - 14;
  square(context, { x: x + (size - mark) / 2, y: y + 4 }, mark, kind(cell), paint);
  context.textAlign = 'center';
  const write = (text: string, weight: number, line: number) => {
    context.font = `${weight} ${letters}px Inter Variable, sans-serif`;
    context.fillText(fitting(context, text, size - 8), x + size / 2, y + mark + 8 + (letters + 4) * (line + 0.5));
  };
  context.fillStyle = paint.text;
  write(`${cell.station} · ${cell.evse}`, 600, 0);
  if (lines > 1) write(paint.words(kind(cell)), 400, 1);
}

/** The text, or as much of its end as there is room for: names differ at their end. */
function fitting(context: CanvasRenderingContext2D, text: string, width: number): string {
  let shown = text;
  while (shown.length > 3 && context.measureText(shown).width > width) shown = `…${shown.slice(2)}`;
  return shown;
}

/** Form and letter tell as much as the colour. */
function square(context: CanvasRenderingContext2D, { x, y }: Place, cell: number, what: Kind, paint: Paint) {
  const gap = cell > 8 ? 1.5 : 0.5;
  const side = cell - 2 * gap;
  const [left, top] = [x + gap, y + gap];
  const color = paint.kinds.get(what) ?? paint.text;
  context.fillStyle = color;
  context.beginPath();
  if (what === 'faulted') {
    context.moveTo(left + side / 2, top);
    context.lineTo(left + side, top + side);
    context.lineTo(left, top + side);
    context.closePath();
    context.fill();
  } else if (what === 'offline') {
    context.strokeStyle = paint.line;
    context.lineWidth = 1;
    context.strokeRect(left + 0.5, top + 0.5, side - 1, side - 1);
    context.moveTo(left, top + side);
    context.lineTo(left + side, top);
    context.stroke();
  } else if (what === 'available') {
    context.arc(left + side / 2, top + side / 2, side / 2, 0, 2 * Math.PI);
    context.fill();
  } else {
    context.rect(left, top, side, side);
    context.fill();
  }
  if (cell < ROOM_FOR_LETTER || what === 'offline') return;
  context.fillStyle = '#fff';
  context.textAlign = 'center';
  context.font = `700 ${Math.round(side * 0.55)}px Inter Variable, sans-serif`;
  context.fillText(LETTERS[what], left + side / 2, top + side * (what === 'faulted' ? 0.68 : 0.53));
}

function outline(context: CanvasRenderingContext2D, { x, y }: Place, cell: number, color: string) {
  context.strokeStyle = color;
  context.lineWidth = 2;
  context.strokeRect(x, y, cell, cell);
}
