import { Controller, Get, Module, Param } from '@nestjs/common';
import { IsInt } from 'class-validator';
import { DataSource } from 'typeorm';
import { DatabaseModule, Problem, Roles, ring, type StreamEntry, type StreamSource, Streams } from '../src/index.js';

class NoteView {
  @IsInt()
  nth: number;
}

/** Streams the notes of a book; rights are looked at with every read. */
@Controller('books')
class BookController {
  constructor(private readonly database: DataSource) {}

  @Get(':book/stream')
  @Roles('customer')
  @Streams(NoteView, 'The notes of a book, from the first on')
  stream(@Param('book') book: string): StreamSource {
    return { key: book, read: (after) => this.read(book, after) };
  }

  private async read(book: string, after: string | undefined): Promise<StreamEntry[]> {
    if (book === 'closed') throw Problem.notFound('There is no such book.');
    const found = await this.database.query<{ nth: number; text: string }[]>(
      'SELECT nth::int AS nth, text FROM note WHERE book = $1 AND nth > $2 ORDER BY nth',
      [book, Number(/^\d{1,15}$/.exec(after ?? '')?.[0] ?? 0)],
    );
    if (found.some(({ text }) => text === 'torn out')) throw Problem.notFound('There is no such book any more.');
    return found.map(({ nth, text }) => ({ id: String(nth), event: 'note-taken', data: { nth, text } }));
  }
}

/** A service with streams, over a table that the spec has made. */
export function notebookModule(url: string) {
  @Module({
    imports: [DatabaseModule.forService({ service: 'intake', url, migrations: [] })],
    controllers: [BookController],
  })
  class NotebookModule {}
  return NotebookModule;
}

/** Takes notes in one transaction, and rings. */
export function takeNotes(database: DataSource, book: string, texts: string[], { isKept = true } = {}): Promise<void> {
  const work = database.transaction(async (tx) => {
    for (const text of texts) await tx.query('INSERT INTO note (book, text) VALUES ($1, $2)', [book, text]);
    await ring(tx, [book]);
    if (!isKept) throw new Error('thrown away');
  });
  return isKept ? work : work.catch(() => {});
}
