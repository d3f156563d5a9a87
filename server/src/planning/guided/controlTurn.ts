import { templates } from "../templates/templates.ts";
import { joinAnd } from "../templates/wording.ts";
import { acknowledge } from "./acknowledge.ts";
import { pending, remaining, spoken, templateOf, writePlanOf } from "./questions.ts";
import type { Interview } from "./state.ts";
import { about, ask, stay, type Turn } from "./turn.ts";
import type { Control } from "./understand/control.ts";
import { titleOf } from "./write/facts.ts";

/** What a control word does to an interview. */
export function controlTurn(interview: Interview, which: Control): Turn {
  const question = pending(interview);
  const repeat = question === null ? about : spoken(question, interview);
  const left = remaining(interview);
  switch (which) {
    case "skip":
      if (question === null) return stay(interview, about);
      return ask(
        { ...interview, skipped: [...new Set([...interview.skipped, question.slot])] },
        "I'll leave that open.",
      );
    case "back":
      return back(interview);
    case "done": {
      const plan = writePlanOf(interview, true);
      return plan === null
        ? stay(interview, `There is nothing to save yet. ${about}`)
        : { interview: null, say: "", draft: plan, save: plan };
    }
    case "restart":
      return {
        interview: null,
        say: `All right, I dropped the draft. ${about}`,
        draft: null,
        save: null,
      };
    case "remaining": {
      if (question === null) return stay(interview, about);
      const names = left.slice(0, 3).map(({ label }) => label);
      const more = left.length > 3 ? `, and ${left.length - 3} more` : "";
      return stay(
        interview,
        `Still open: ${more === "" ? joinAnd(names) : names.join(", ")}${more}. ${repeat} You can say skip, or that's all.`,
      );
    }
    case "example":
      return stay(
        interview,
        question === null
          ? `For example: ${templates[0]?.example ?? ""}.`
          : `For example: ${question.example}. ${repeat}`,
      );
    case "review": {
      const template = templateOf(interview);
      return stay(
        interview,
        template === null
          ? about
          : `${titleOf(interview, template)}. ${acknowledge(interview)} ${repeat}`.replace(
              /\s+/g,
              " ",
            ),
      );
    }
    case "help":
      return stay(
        interview,
        `Answer in your own words, several things at once if you like. You can say skip, go back, or that's all. ${repeat}`,
      );
    case "pause":
      return stay(
        interview,
        "Take your time. Say that's all to save the plan as it stands, or start over to drop it.",
      );
    case "repeat":
    case "courtesy":
      return stay(interview, repeat);
  }
}

function back(interview: Interview): Turn {
  const trail = interview.trail.slice(0, -1);
  const slot = trail.at(-1);
  const question = templateOf(interview)?.questions.find((candidate) => candidate.slot === slot);
  if (question === undefined) {
    const now = pending(interview);
    return stay(
      interview,
      `This is the first question. ${now === null ? about : spoken(now, interview)}`,
    );
  }
  const answers = Object.fromEntries(
    Object.entries(interview.answers).filter(([key]) => key !== question.slot),
  );
  const cleared: Interview = {
    ...interview,
    answers,
    estimate: question.kind === "estimate" ? null : interview.estimate,
    priority: question.kind === "priority" ? null : interview.priority,
    milestones: question.kind === "milestones" ? [] : interview.milestones,
    skipped: interview.skipped.filter((skipped) => skipped !== question.slot),
    trail,
  };
  return {
    interview: cleared,
    say: `One step back. ${spoken(question, cleared)}`,
    draft: writePlanOf(cleared, false),
    save: null,
  };
}
