import { Controller, Get, Query } from '@nestjs/common';
import { Answers, CurrentPrincipal, IsWhole, MayBeAbsent, type Principal, Refuses, Roles } from '@redress/bootstrap';
import { type Category, categories, limits } from '@redress/contracts';
import { Type } from 'class-transformer';
import { IsArray, IsIn, IsOptional, IsString, Matches, MaxLength, ValidateNested } from 'class-validator';
import { CannedReplies } from './canned-replies.js';
import { fillIn, type ReplyLanguage, replyLanguages } from './domain/canned-reply.js';
import { ReplyFactsOf } from './reply-facts-of.js';

class CannedRepliesQuery {
  /** Id or reference of the complaint to fill in; replies are then in its language, unless another is asked for. */
  @MayBeAbsent()
  @IsString()
  @MaxLength(100)
  complaint?: string;

  @MayBeAbsent()
  @IsIn(replyLanguages)
  language?: ReplyLanguage;

  @Type(() => Number)
  @IsWhole(1, limits.page)
  limit: number = 50;

  /** The `next` of the page before. */
  @MayBeAbsent()
  @Matches(/^[a-z0-9-]{1,100}\.(ru|en)$/)
  after?: string;
}

/** A reply in one language. */
export class CannedReplyView {
  /** Name and language. */
  @IsString()
  id: string;

  @IsIn(replyLanguages)
  language: ReplyLanguage;

  @IsString()
  title: string;

  /** With a complaint: filled in; else with its variables in double braces. */
  @IsString()
  text: string;

  /** What it is mostly used for; absent: anything. */
  @IsOptional()
  @IsIn(categories)
  category?: Category;
}

/** A page of replies. */
export class CannedRepliesView {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => CannedReplyView)
  items: CannedReplyView[];

  /** Send it as `after` to get the next page; null on the last one. */
  @IsOptional()
  @IsString()
  next: string | null;
}

@Controller('v1/canned-replies')
export class ListCannedRepliesController {
  constructor(
    private readonly replies: CannedReplies,
    private readonly factsOf: ReplyFactsOf,
  ) {}

  /** Replies to choose from, by name; with a complaint its facts are filled in, in its language. */
  @Get()
  @Roles('specialist', 'senior', 'lead', 'auditor')
  @Answers(200, CannedRepliesView, 'A page of replies')
  @Refuses('not-found')
  async list(
    @Query() { complaint, language, limit, after }: CannedRepliesQuery,
    @CurrentPrincipal() reader: Principal,
  ): Promise<CannedRepliesView> {
    const about = complaint === undefined ? undefined : await this.factsOf.complaint(reader, complaint, language);
    const wanted = about ? [about.language] : replyLanguages.filter((one) => !language || one === language);
    const all = this.replies.all().flatMap(({ name, category, title, text }) =>
      wanted.map((one) => ({
        id: `${name}.${one}`,
        language: one,
        title: title[one],
        text: about ? fillIn(text[one], about.facts) : text[one],
        ...(category && { category }),
      })),
    );
    const left = all
      .toSorted((one, other) => (one.id < other.id ? -1 : 1))
      .filter(({ id }) => after === undefined || id > after);
    const items = left.slice(0, limit);
    return { items, next: left.length > limit ? (items.at(-1)?.id ?? null) : null };
  }
}
