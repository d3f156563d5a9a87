import { findSection } from "../../findSection.ts";
import { capitalise, sentence } from "../../templates/wording.ts";
import { addSection, addTo, type Draft, withSection } from "./edit.ts";
import { findLine, markDone, removeLine, replaceWords } from "./lines.ts";
import { addTask, outOfScope } from "./placing.ts";
import { change, type Revision, unquote, words } from "./revision.ts";
import { explainRewording } from "./rewording.ts";

/** A form of words, and what it does; null when it turns out to mean something else. */
type Rule = readonly [
  RegExp,
  (draft: Draft, groups: readonly (string | undefined)[]) => Revision | null,
];

/** Said of the plan and of nothing else: they count even while the interview goes on. */
export const explicitRules: readonly Rule[] = [
  [
    /^(?:(?:please )?(?:note|remember|keep in mind)(?: that|:)?|(?:add|make|take)(?: a)? note(?: that| of| on|:)?|for the record,?)\s+(.+)$/is,
    (draft, [text = ""]) =>
      change(addTo(draft, "Notes", `- ${sentence(unquote(text))}`), `Noted: ${unquote(text)}`),
  ],
  [
    /^(?:add|create|insert|write|include)(?: me)?(?: an?(?:other)?| the)?(?: new)? (?:section|chapter|part)(?: on| about| for| called| named| titled)? (.+?)(?:(?::|,? (?:that says|saying|with))\s+(.+))?$/is,
    (draft, [title = "", text]) => {
      const name = capitalise(unquote(title));
      if (findSection(draft, name)?.title.toLowerCase() === name.toLowerCase())
        return words(`There is a section ${name} already.`);
      const content =
        text === undefined || text.trim() === ""
          ? `- [ ] Decide what is needed for ${unquote(title)}`
          : sentence(text);
      return change(addSection(draft, name, content), `Added the section ${name}`);
    },
  ],
  [
    /^(?:remove|delete|drop|take out|cut|get rid of)(?: the| this)? (?:sections?|part|chapter)(?: on| about| called)? (.+)$|^(?:remove|delete|drop|take out|cut|get rid of)(?: the)? (.+?) (?:section|part|chapter)$/is,
    (draft, [first, second]) => {
      const name = unquote(first ?? second ?? "");
      const section = findSection(draft, name);
      if (section === null) return words(`I find no section ${name} in this plan.`);
      return change(withSection(draft, section, null), `Removed the section ${section.title}`);
    },
  ],
  [
    /^(?:add|create|include|put)(?: an?(?:other)?| the)?(?: new)? (?:tasks?|todo|to-do|item|step|check|bullet|point)s?(?:,)? (?:to|in|under|for)(?: the)? ([\w -]+?)(?: section| phase| list)?\s*(?::|,|-| to | for | that | saying )\s*(.+)$/is,
    (draft, [name = "", text = ""]) =>
      findSection(draft, name) === null
        ? addTask(draft, undefined, `${name} ${text}`)
        : addTask(draft, name, text),
  ],
  [
    /^(?:add|create|include|put)(?: an?(?:other)?| the)?(?: new)? (?:tasks?|todo|to-do|item|step)s?(?::|,| to| for| that says| called| named)?\s+(.+?)(?: (?:to|in|under)(?: the)? ([\w -]+?)(?: section| phase| list)?)?$/is,
    (draft, [text = "", name]) =>
      name === undefined || findSection(draft, name) !== null
        ? addTask(draft, name, text)
        : addTask(draft, undefined, `${text} to ${name}`),
  ],
];

/** Tried once a message says nothing of estimate, priority, dependencies or dates. */
export const looseRules: readonly Rule[] = [
  [
    /^(?:(?:make|keep|write)(?: the)? (.+?) (?:shorter|longer|simpler|clearer|briefer|smaller|more (?:concise|detailed|precise|specific)|less detailed)|(?:shorten|condense|reword|rephrase|rewrite|tighten|trim|simplify|expand|cut down)(?: on)?(?: the)? (.+))$/is,
    (draft, [first, second]) => explainRewording(draft, unquote(first ?? second ?? "")),
  ],
  [
    /^(?:rename (?:it|this|the plan|this plan)(?: to| as)?|call (?:it|this|the plan)|change the (?:title|name) to|the (?:title|name) should be|set the title to) (.+)$/is,
    (draft, [name = ""]) => {
      const title = unquote(name).slice(0, 200);
      return title === ""
        ? null
        : change({ ...draft, title: capitalise(title) }, `Renamed to ${capitalise(title)}`);
    },
  ],
  [
    /^(?:(?:a|an|the|one|another|main|biggest)\s+)*(?:risk|danger)(?: is| here is|:)(?: that)?\s+(.+)$|^add (?:a|the|another) risk(?: that|:|,| of)?\s+(.+)$/is,
    (draft, [first, second]) =>
      change(
        addTo(draft, "Risks", `- ${sentence(unquote(first ?? second ?? ""))}`),
        `Added a risk: ${unquote(first ?? second ?? "")}`,
      ),
  ],
  [
    /^(?:leave out|out of scope(?: is|:)?|(?:we |it )?(?:don't|do not|won't) (?:need|include|support|want)|exclude|no need for)\s+(.+)$|^(.+?) (?:is|are|should be|stays?) out of scope$|^(?:put|move) (.+?) out of scope$/is,
    (draft, groups) => {
      const text = unquote(groups.find((group) => group !== undefined && group !== "") ?? "");
      return change(outOfScope(draft, capitalise(text)), `Out of scope: ${text}`);
    },
  ],
  [
    /^(?:mark|set|tick|check)(?: off)?(?: the)?(?: task)? (.+?)(?: (?:as|to) (?:done|finished|complete(?:d)?)| off| done)$|^(?:check|tick) off (.+)$|^(?:we |i )?(?:have |'ve )?(?:finished|completed) (?:the )?(?:task )?(.+)$/is,
    (draft, groups) =>
      markDone(draft, unquote(groups.find((group) => group !== undefined && group !== "") ?? "")),
  ],
  [
    /^(?:replace|change|rename) (?:the )?["“']?(.+?)["”']? (?:with|to|by|into) ["“']?(.+?)["”']?$/is,
    (draft, [from = "", to = ""]) => replaceWords(draft, unquote(from), unquote(to)),
  ],
  [
    /^(?:remove|delete|drop|take out|cut|get rid of)(?: the| this)?(?: task| item| point| line)?(?: about| on| for)? (.+)$/is,
    (draft, [text = ""]) => {
      const section = findSection(draft, text);
      if (section !== null && section.title.toLowerCase() === text.trim().toLowerCase()) {
        return change(withSection(draft, section, null), `Removed the section ${section.title}`);
      }
      const found = findLine(draft, unquote(text));
      if (found === null) return words(`I find nothing about ${unquote(text)} in this plan.`);
      return change(removeLine(draft, found), `Removed: ${found.text}`);
    },
  ],
  [
    /^(?:add|put|include) (.+?) (?:to|in|under|into)(?: the)? ([\w -]+?)(?: section| list| phase)?$/is,
    (draft, [text = "", name = ""]) =>
      findSection(draft, name) === null ? null : addTask(draft, name, text),
  ],
];

/** What the first rule that fits makes of a text. */
export function applyRules(rules: readonly Rule[], draft: Draft, text: string): Revision | null {
  for (const [pattern, apply] of rules) {
    const found = pattern.exec(text);
    const revision = found === null ? null : apply(draft, found.slice(1));
    if (revision !== null) return revision;
  }
  return null;
}
