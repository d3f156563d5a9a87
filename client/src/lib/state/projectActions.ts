import type { Project } from "@voiceplan/protocol";
import {
  archiveProject,
  getProject,
  restoreProject,
  updateProject,
} from "../transport/rest/projects.ts";
import type { ToastStore } from "./toasts.svelte.ts";

/** What is done to one project or several at once; each says what it did, and can be undone. */
export class ProjectActions {
  readonly #toasts: ToastStore;

  constructor(toasts: ToastStore) {
    this.#toasts = toasts;
  }

  archive(projects: readonly Project[]): Promise<void> {
    return this.#do(`Archived ${namesOf(projects)}.`, {
      run: () => each(projects, ({ id }) => archiveProject(id)),
      undo: () => each(projects, ({ id, status }) => updateProject(id, { status })),
    });
  }

  restore(projects: readonly Project[]): Promise<void> {
    return this.#do(`Took ${namesOf(projects)} out of the archive.`, {
      run: () => each(projects, ({ id }) => restoreProject(id)),
      undo: () => each(projects, ({ id }) => archiveProject(id)),
    });
  }

  tag(projects: readonly Project[], tags: readonly string[]): Promise<void> {
    const untagged = projects.filter((project) => tags.some((tag) => !project.tags.includes(tag)));
    return this.#do(`Tagged ${namesOf(projects)} ${tags.join(", ")}.`, {
      run: () =>
        each(untagged, ({ id }) => changeTags(id, (now) => [...new Set([...now, ...tags])])),
      undo: () =>
        each(untagged, ({ id, tags: before }) =>
          changeTags(id, (now) => now.filter((tag) => before.includes(tag) || !tags.includes(tag))),
        ),
    });
  }

  async #do(
    message: string,
    { run, undo }: { run: () => Promise<void>; undo: () => Promise<void> },
  ): Promise<void> {
    const again = (): void => void this.#do(message, { run, undo });
    try {
      await run();
      this.#toasts.show(message, { label: "Undo", run: () => void this.#undo(undo) });
    } catch (error) {
      this.#toasts.fail(error, again);
    }
  }

  async #undo(undo: () => Promise<void>): Promise<void> {
    try {
      await undo();
    } catch (error) {
      this.#toasts.fail(error, () => void this.#undo(undo));
    }
  }
}

async function each(
  projects: readonly Project[],
  run: (project: Project) => Promise<unknown>,
): Promise<void> {
  await Promise.all(projects.map(run));
}

/** Changes them as they are now; fails where somebody else is just doing the same. */
async function changeTags(
  id: string,
  change: (tags: readonly string[]) => string[],
): Promise<void> {
  const { value, etag } = await getProject(id);
  await updateProject(id, { tags: change(value.tags) }, etag);
}

function namesOf(projects: readonly Project[]): string {
  const [only] = projects;
  return only && projects.length === 1 ? `“${only.name}”` : `${projects.length} projects`;
}
