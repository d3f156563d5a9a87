import type { DemoProject } from "../demoProject.ts";
import { billingPortal } from "./billingPortal.ts";
import { dataWarehouse } from "./dataWarehouse.ts";
import { mobileApp } from "./mobileApp.ts";
import { onboarding } from "./onboarding.ts";
import { partnerApi } from "./partnerApi.ts";
import { scanner } from "./scanner.ts";
import { search } from "./search.ts";
import { signIn } from "./signIn.ts";
import { upkeep } from "./upkeep.ts";

/** The one that is worked on most comes last, and so first in every list. */
export const demoProjects: readonly DemoProject[] = [
  ...[partnerApi, scanner, dataWarehouse, upkeep, search],
  ...[signIn, onboarding, mobileApp, billingPortal],
];
