#!/usr/bin/env node
// Plain JavaScript: it runs before anything is installed, on the Node that the machine has.
import { launch } from "./launcher/run.mjs";

await launch("up.ts", { sweepFlag: "--sweep" });
