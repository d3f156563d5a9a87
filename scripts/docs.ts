import { writeFile } from "node:fs/promises";
import { protocolMarkdown } from "./docs/protocolMarkdown.ts";

await writeFile(new URL("../docs/protocol.md", import.meta.url), await protocolMarkdown());
