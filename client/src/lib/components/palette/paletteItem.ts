import type { LucideIcon } from "@lucide/svelte";

export interface PaletteItem {
  id: string;
  label: string;
  /** What it belongs to, or the key that does the same. */
  detail?: string;
  icon: LucideIcon;
  run: () => void;
  /** The palette stays: something more is asked. */
  goesOn?: boolean;
}

export interface PaletteGroup {
  name: string;
  items: readonly PaletteItem[];
}
