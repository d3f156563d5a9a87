// Set-up of the tests that try many inputs. The same commit gets the same verdict: the inputs come from
// one seed. `npm run test:explore` looks for new counterexamples with another seed and more inputs.
import fc from "fast-check";

const { SEED, PROPERTY_RUNS } = process.env;

fc.configureGlobal({
  seed: Number(SEED ?? 1),
  ...(PROPERTY_RUNS ? { numRuns: Number(PROPERTY_RUNS) } : {}),
});
