import { defineConfig } from "prisma/config";

// `prisma generate` needs no database; `prisma migrate deploy` reads the same variable as the server.
export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env.DATABASE_URL ?? "" },
});
