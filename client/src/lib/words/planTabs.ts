/** What a plan's page shows, as its address names it. */
export const planTabs = ["view", "edit", "history"] as const;
export type PlanTab = (typeof planTabs)[number];
