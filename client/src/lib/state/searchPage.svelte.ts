import type { SearchHit } from "@voiceplan/protocol";
import { searchPage } from "../transport/rest/search.ts";
import { hitKey } from "../words/hitKey.ts";
import { daysAgo, type SearchFilter } from "../words/searchFilter.ts";
import type { Follower } from "./changeFeed.ts";
import { PagedList } from "./pagedList.svelte.ts";

/** What was planned and said, by what is looked for. */
export class SearchPage implements Follower {
  readonly list = new PagedList<SearchHit>(hitKey);

  /** Without a word nothing is looked for. */
  show({ q, kind, days, allVersions }: SearchFilter): Promise<void> {
    const words = q.trim();
    if (words === "") return this.list.show(() => Promise.resolve({ items: [], nextCursor: null }));
    const from = days === null ? undefined : daysAgo(days);
    const query = { q: words, kind: kind ?? undefined, from };
    const versions = allVersions ? ("all" as const) : undefined;
    return this.list.show((part) => searchPage({ ...query, versions, ...part }));
  }

  /** Whatever it was, it may be about what is looked for. */
  follow(): void {
    this.list.refreshSoon();
  }

  catchUp(): void {
    this.list.refreshSoon();
  }
}
