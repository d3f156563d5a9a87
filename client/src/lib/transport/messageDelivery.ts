import type { Modality } from "@voiceplan/protocol";
import type { ClientProblem } from "./clientProblem.ts";
import type { Link } from "./link.ts";
import type { Delivery } from "./outbox.ts";

/** A message on its way. The server answers one that it knows already by doing nothing. */
export class MessageDelivery implements Delivery {
  readonly id: string;
  readonly refused: (problem: ClientProblem) => void;
  readonly #text: string;
  readonly #modality: Modality;

  constructor(
    message: { id: string; text: string; modality: Modality },
    refused: (problem: ClientProblem) => void,
  ) {
    this.id = message.id;
    this.#text = message.text;
    this.#modality = message.modality;
    this.refused = refused;
  }

  deliver(link: Link): Promise<void> {
    return link.request("message.send", {
      messageId: this.id,
      text: this.#text,
      modality: this.#modality,
    });
  }
}
