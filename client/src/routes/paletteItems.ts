import { goto } from "$app/navigation";
import { resolve } from "$app/paths";
import Download from "@lucide/svelte/icons/download";
import Ear from "@lucide/svelte/icons/ear";
import EarOff from "@lucide/svelte/icons/ear-off";
import FileText from "@lucide/svelte/icons/file-text";
import FolderKanban from "@lucide/svelte/icons/folder-kanban";
import Keyboard from "@lucide/svelte/icons/keyboard";
import MessageSquarePlus from "@lucide/svelte/icons/message-square-plus";
import MessagesSquare from "@lucide/svelte/icons/messages-square";
import Mic from "@lucide/svelte/icons/mic";
import Search from "@lucide/svelte/icons/search";
import Signpost from "@lucide/svelte/icons/signpost";
import SlidersHorizontal from "@lucide/svelte/icons/sliders-horizontal";
import Timer from "@lucide/svelte/icons/timer";
import Volume2 from "@lucide/svelte/icons/volume-2";
import type { PaletteItem } from "#lib/components/palette/paletteItem.ts";
import type { Desk } from "#lib/state/desk.svelte.ts";
import { exportUrl } from "#lib/transport/rest/plans.ts";
import { sessionExportUrl } from "#lib/transport/rest/sessions.ts";
import { download } from "#lib/words/download.ts";

/** The pages there are. */
export function placesOf(): PaletteItem[] {
  const places = [
    { label: "Talk", icon: Mic, href: resolve("/") },
    { label: "Projects", icon: FolderKanban, href: resolve("/projects") },
    { label: "Plans", icon: FileText, href: resolve("/plans") },
    { label: "Conversations", icon: MessagesSquare, href: resolve("/conversations") },
    { label: "Search", icon: Search, href: resolve("/search") },
    { label: "Engines", icon: SlidersHorizontal, href: resolve("/settings") },
    { label: "Timings", icon: Timer, href: resolve("/timings") },
  ];
  return places.map(({ label, icon, href }) => ({
    id: href,
    label,
    icon,
    run: () => void goto(href),
  }));
}

interface Ways {
  toDesk: () => void;
  onshortcuts: () => void;
}

/** What can be done just now, wherever the person is. */
export function actionsOf(desk: Desk, { toDesk, onshortcuts }: Ways): PaletteItem[] {
  const { conversation, speech, voice, plan } = desk;
  const { id } = conversation;
  const saved = plan?.saved ?? null;
  const { project } = conversation.view;
  const items: PaletteItem[] = [
    {
      id: "new-conversation",
      label: "New conversation",
      detail: "N",
      icon: MessageSquarePlus,
      run: () => {
        desk.newConversation();
        toDesk();
      },
    },
    {
      id: "listen",
      label: voice.isOn ? "Stop listening" : "Listen hands-free",
      icon: voice.isOn ? EarOff : Ear,
      run: () => void desk.listen(voice.isOn ? "off" : "hands-free"),
    },
    {
      id: "speech",
      label: speech.isOn ? "Do not speak replies" : "Speak replies",
      icon: Volume2,
      run: () => desk.setSpeech(!speech.isOn),
    },
    { id: "shortcuts", label: "Keyboard shortcuts", detail: "?", icon: Keyboard, run: onshortcuts },
  ];
  if (id !== null && conversation.view.entries.length > 0) {
    items.push({
      id: "export-conversation",
      label: "Export this conversation",
      icon: Download,
      run: () => download(sessionExportUrl(id)),
    });
  }
  if (project) {
    items.push({
      id: "memory",
      label: `Decisions and lessons of ${project.name}`,
      icon: Signpost,
      run: () => void goto(resolve("/projects/[id]/memory", { id: project.id })),
    });
  }
  if (saved) {
    items.push({
      id: "export-plan",
      label: "Export this plan",
      icon: Download,
      run: () => download(exportUrl(saved.planId, "md")),
    });
  }
  return items;
}
