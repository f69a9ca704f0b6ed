// Prints, as JSON, what the mail clients named do not support in the HTML of standard input.
import { doIUseEmail } from "@jsx-email/doiuse-email";
import { readFileSync } from "node:fs";

const found = doIUseEmail(readFileSync(0, "utf8"), { emailClients: process.argv.slice(2) });
process.stdout.write(JSON.stringify(found.success ? [] : found.errors));
