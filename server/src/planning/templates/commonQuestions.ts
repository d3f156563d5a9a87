import type { Question } from "./template.ts";

/** Questions that more than one template asks. */

export const users: Question = {
  slot: "users",
  kind: "list",
  ask: "Who is it for?",
  label: "who it is for",
  fills: "Overview",
  example: "the accountants, and our support team",
  cue: /^(?:(?:it(?:'s| is| will be)|this is|that(?:'s| is)|mainly|mostly|primarily|only|just|meant|intended|used)\s+)*(?:for|used by)\s+(?!now\b|example\b|instance\b|that\b|this\b)(.+)$/i,
};

export const why: Question = {
  slot: "why",
  kind: "text",
  ask: "What gets better once it is there?",
  label: "what it improves",
  fills: "Goals",
  example: "they can close the month without retyping numbers",
  cue: /^(?:so(?: that)?|because|in order to|since|the (?:goal|point|idea|reason|purpose|aim)(?: of it)? is(?: to| that)?|this way|that way)\s+(.{8,})$/i,
};

export const exclusions: Question = {
  slot: "exclusions",
  kind: "list",
  ask: "What should stay out of it for now?",
  label: "what stays out",
  fills: "Scope",
  example: "no PDF, and no scheduled exports",
  cue: /^(?:(?:what's |what is )?out of scope(?: is| are|:)?|(?:let's )?(?:leave|leaving) out|not (?:in scope|included|part of (?:it|this)):?|no need (?:for|to)|(?:we |it |they )?(?:don't|do not|won't|shouldn't|should not) (?:need|include|cover|want|support)|excluding)\s+(.+)$/i,
};

export const dependencies: Question = {
  slot: "dependencies",
  kind: "dependencies",
  ask: "Does it depend on anything, another team or a service?",
  label: "what it depends on",
  fills: "Overview",
  example: "it depends on the auth service",
};

export const estimate: Question = {
  slot: "estimate",
  kind: "estimate",
  ask: "How much work do you expect, roughly?",
  label: "the estimate",
  fills: "Overview",
  example: "about 20 hours, or two weeks",
};

export const priority: Question = {
  slot: "priority",
  kind: "priority",
  ask: "How urgent is it: low, medium, high or critical?",
  label: "the priority",
  fills: "Overview",
  example: "high",
};

export const milestones: Question = {
  slot: "milestones",
  kind: "milestones",
  ask: "Is there a date it should be ready by?",
  label: "dates",
  fills: "Milestones",
  example: "a beta by December 5th",
};

/** What every plan is asked for in the end, in this order. */
export const closing: readonly Question[] = [dependencies, estimate, priority, milestones];

/** Never asked; taken when it is said. */
export const riskCue =
  /^(?:and )?(?:(?:a|an|the|one|another|my|our|main|biggest)\s+)*(?:risk|danger|worry|concern)s?(?: here)?(?: is| are|:)?\s+(?:that\s+)?(.+)$/i;

/** The titles every plan has, with a template's own between scope and approach. */
export function sectionTitles(...own: string[]): readonly string[] {
  return [
    "Overview",
    "Goals",
    "Scope",
    ...own,
    "Approach",
    "Testing",
    "Risks",
    "Rollout",
    "Milestones",
    "Open questions",
  ];
}
