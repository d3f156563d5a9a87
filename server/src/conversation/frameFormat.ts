/** How the frames of one utterance are written. */
export interface FrameFormat {
  /** How many bytes of PCM are in the frame. Throws a `Problem` when it is no frame. */
  pcmBytes(frame: Uint8Array): number;
  /** The PCM in the frame: mono, 16 kHz, 16 bit. Asked once for each frame, in their order. */
  pcm(frame: Uint8Array): Uint8Array;
  /** No frame is going to be asked for any more. */
  close(): void;
}
