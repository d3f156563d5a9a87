import { isDeepStrictEqual } from "node:util";
import type { Project } from "@voiceplan/protocol";
import { derivedId } from "../../lib/derivedId.ts";
import { tellsOnlyTakeaways } from "../../memory/takeaways/fromMessage.ts";
import type { Planner, PlannerRequest, PlannerStep } from "../planner.ts";
import type { PlanStore, ProjectStore } from "../planStore.ts";
import type { Recall, Recollection } from "../recall.ts";
import { advance, begin, templateAskedFor } from "./interview.ts";
import { writePlanOf } from "./questions.ts";
import type { Turn } from "./turn.ts";
import { greet } from "./greet.ts";
import { closeDraft, openDraft } from "./revise/edit.ts";
import { answerFromThePast, asksAboutThePast, similarPlan, type FromThePast } from "./past.ts";
import { revise } from "./revise/revise.ts";
import type { Revision } from "./revise/revision.ts";
import { type GuidedState, type Interview, readState, type Step } from "./state.ts";
import { controlOf } from "./understand/control.ts";
import { asksForPlan, nameGiven, wishOf } from "./understand/subject.ts";
import type { WrittenPlan } from "./write/renderPlan.ts";
import { sayRevised, saySaved } from "./write/say.ts";

export interface GuidedPlannerOptions {
  projects: ProjectStore;
  plans: PlanStore;
  /** Left out: it knows of nothing but the open plan. */
  recall?: Recall;
  now: () => Date;
}

/**
 * The planner that needs no model: an interview by template, then changes to the plan it wrote.
 *
 * The interview and the revisions are pure functions of state, text and time; here are only their
 * effects. Writes are keyed by the message, and a revision that finds its own work in the newest
 * version starts from the one before, so that answering a message again changes nothing.
 */
export class GuidedPlanner implements Planner {
  readonly name = "guided";
  readonly #projects: ProjectStore;
  readonly #plans: PlanStore;
  readonly #recall: Recall | undefined;
  readonly #now: () => Date;

  constructor({ projects, plans, recall, now }: GuidedPlannerOptions) {
    this.#recall = recall;
    this.#projects = projects;
    this.#plans = plans;
    this.#now = now;
  }

  isAsking(state: unknown): boolean {
    return readState(state).interview !== null;
  }

  async *reply(request: PlannerRequest): AsyncIterable<PlannerStep> {
    const { message, confirmed, signal } = request;
    // It is done at once, so there is nothing to be gained by beginning before.
    await confirmed;
    signal.throwIfAborted();
    const state = readState(request.state);
    if (state.last?.messageId === message.id) {
      yield* state.last.steps;
      yield { type: "state", state };
      return;
    }
    const steps: Step[] = [];
    let interview: Interview | null = null;
    for await (const step of this.#answer(request, state)) {
      if (step.type === "interview") {
        interview = step.interview;
        continue;
      }
      steps.push(step);
      yield step;
    }
    const next: GuidedState = { format: 1, interview, last: { messageId: message.id, steps } };
    yield { type: "state", state: next };
  }

  async *#answer(
    request: PlannerRequest,
    state: GuidedState,
  ): AsyncGenerator<Step | Kept, void, void> {
    const { focus, message } = request;
    const text = message.content;
    const now = this.#now();
    const { interview } = state;
    const wantsPlan = asksForPlan(text);
    if (interview !== null && !(wantsPlan && interview.subject === null)) {
      if (!wantsPlan) return yield* this.#turn(request, advance(interview, text, now));
      const named = nameGiven(text) !== null || wishOf(text) !== "";
      const started = writePlanOf(interview, true);
      if (!named || started === null) {
        yield { type: "interview", interview };
        const about = started?.title ?? "a plan";
        yield say(
          `We are still working on ${about}. Say that's all to save it, or start over to drop it.`,
        );
        return;
      }
      yield* this.#save(request, started, "previous");
      yield say(`I saved ${started.title} as it stands. `);
      return yield* this.#turn(request, begin(text, now));
    }
    if (wantsPlan) return yield* this.#begin(request, now);
    if (templateAskedFor(text) !== null)
      return yield say(
        "A template is for a plan that I am asking you about. Tell me what you want to build first.",
      );
    if (asksAboutThePast(text)) {
      const answer = answerFromThePast(await this.#remember(request));
      if (answer !== null) return yield* withSources(answer);
    }
    if (focus.plan !== null) return yield* this.#revise(request, state, now);
    if (focus.project !== null && tellsOnlyTakeaways(text))
      return yield say(`I will remember that for ${focus.project.name}.`);
    const which = controlOf(text);
    const greeting = greet(text, which);
    if (greeting !== null) return yield say(greeting);
    yield* this.#begin(request, now);
  }

  /** A new interview, with a word about a plan of another project that was like it. */
  async *#begin(request: PlannerRequest, now: Date): AsyncGenerator<Step | Kept, void, void> {
    const turn = begin(request.message.content, now);
    const similar =
      (turn.interview?.subject ?? null) === null || turn.save !== null
        ? null
        : similarPlan(await this.#remember(request), request.focus.project);
    if (similar !== null) yield* withSources({ ...similar, say: `${similar.say} ` });
    yield* this.#turn(request, turn);
  }

  #remember({ focus, message }: PlannerRequest): Promise<Recollection[]> {
    const { content: text, modality } = message;
    const isSpoken = modality === "voice";
    return this.#recall?.recall({ focus, text, isSpoken }) ?? Promise.resolve([]);
  }

  async *#turn(request: PlannerRequest, turn: Turn): AsyncGenerator<Step | Kept, void, void> {
    yield { type: "interview", interview: turn.interview };
    if (turn.draft !== null && turn.save === null) {
      yield { type: "draft", title: turn.draft.title, markdown: turn.draft.markdown };
    }
    if (turn.save === null) return yield say(turn.say);
    const saved = yield* this.#save(request, turn.save, "plan");
    yield say(saySaved(turn.save, saved.project, saved.created, saved.version));
  }

  async *#save(
    { focus, message }: PlannerRequest,
    plan: WrittenPlan,
    purpose: "plan" | "previous",
  ): AsyncGenerator<Step, { project: Project; created: boolean; version: number }> {
    yield { type: "draft", title: plan.title, markdown: plan.markdown };
    const id = derivedId(message.id, `${purpose}:project`);
    const { project, created } = await this.#projectFor(focus.ownerId, focus.project, plan, id);
    if (focus.project === null || created) yield { type: "project", project };
    const saved = await this.#plans.create(focus.ownerId, {
      projectId: project.id,
      title: plan.title,
      content: plan.markdown,
      metadata: plan.metadata,
      changeSummary: "First version, from the interview",
      author: "assistant",
      conversationId: focus.conversationId,
      sourceKey: `${message.id}:${purpose}`,
    });
    yield { type: "saved", plan: saved.plan, version: saved.version };
    return { project, created, version: saved.version };
  }

  /** The open project; else one that is called like what the plan is about; else a new one. */
  async #projectFor(
    ownerId: string,
    open: Project | null,
    { projectName, title }: WrittenPlan,
    id: string,
  ): Promise<{ project: Project; created: boolean }> {
    if (open !== null) return { project: open, created: open.id === id };
    const plain = (name: string): string =>
      name
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, " ")
        .trim();
    const known = await this.#projects.list(ownerId);
    const named = known.find(
      ({ id: own, name }) => own !== id && plain(name) === plain(projectName),
    );
    const project = named === undefined ? null : await this.#projects.find(ownerId, named.id);
    if (project !== null) return { project, created: false };
    const description = `For ${title}.`;
    return {
      project: await this.#projects.create(ownerId, { id, name: projectName, description }),
      created: true,
    };
  }

  async *#revise(
    request: PlannerRequest,
    state: GuidedState,
    now: Date,
  ): AsyncGenerator<Step | Kept, void, void> {
    const { focus, message } = request;
    const { ownerId, conversationId } = focus;
    const plan = await this.#plans.find(ownerId, focus.plan?.id ?? "");
    const newest = plan && (await this.#plans.version(ownerId, plan.id, plan.currentVersion));
    if (plan === null || newest === null)
      return yield* this.#turn(request, begin(message.content, now));

    const attempt = (base: typeof newest): Revision & { content: string } => {
      const revision = revise(
        openDraft(plan.title, base.content, base.metadata),
        message.content,
        now,
      );
      const content = revision.type === "change" ? closeDraft(revision.draft, base.content) : "";
      return { ...revision, content };
    };
    const settled = state.last?.steps.some(
      (step) => step.type === "saved" && step.plan.id === plan.id && step.version === newest.number,
    );
    const before =
      settled === true || newest.number === 1 || newest.conversationId !== conversationId
        ? null
        : await this.#plans.version(ownerId, plan.id, newest.number - 1);
    const redone = before && attempt(before);
    const own =
      redone?.type === "change" &&
      redone.content === newest.content &&
      isDeepStrictEqual(redone.draft.metadata, newest.metadata);
    const revision = own ? redone : attempt(newest);
    if (revision.type === "words") return yield say(revision.say);
    const { draft, content, summary } = revision;
    const asItWas = openDraft(plan.title, newest.content, newest.metadata);
    const unchanged = closeDraft(asItWas, newest.content) === content;
    if (!own && unchanged && isDeepStrictEqual(draft.metadata, newest.metadata)) {
      return yield say("That is in the plan already. Nothing was changed.");
    }
    yield { type: "draft", title: draft.title, markdown: content };
    const saved = await this.#plans.addVersion(ownerId, plan.id, {
      content,
      title: draft.title,
      metadata: draft.metadata,
      changeSummary: summary.slice(0, 300),
      author: "assistant",
      conversationId,
      sourceKey: `${message.id}:plan`,
    });
    yield { type: "saved", plan: saved.plan, version: saved.version };
    yield say(sayRevised(summary, saved.version));
  }
}

/** The interview as it goes on after this message. */
interface Kept {
  type: "interview";
  interview: Interview | null;
}

function* withSources({ say: words, sources }: FromThePast): Generator<Step, void, void> {
  yield { type: "sources", sources: [...sources] };
  yield say(words);
}

const say = (delta: string): Step => ({ type: "text", delta });
