import type { VoiceDetector, VoiceDetectorRequest } from "./voiceDetector.ts";

const POSITIVE = 0.45;
/** A reply that the echo canceller has not caught must not pass for the person. */
const POSITIVE_WHILE_PLAYING = 0.7;
const NEGATIVE = 0.3;
const REDEMPTION_MS = 550;
const MIN_SPEECH_MS = 224;
const PRE_SPEECH_PAD_MS = 400;

/**
 * Silero's voice detector in WebAssembly, fetched from our own origin at the first use. Rejects when
 * the model or its runtime cannot be loaded.
 */
export async function startSileroDetector(request: VoiceDetectorRequest): Promise<VoiceDetector> {
  const { stream, context, events } = request;
  const { MicVAD } = await import("@ricky0123/vad-web");
  const assets = new URL("/vad/", location.origin).href;
  const detector = await MicVAD.new({
    model: "v5",
    baseAssetPath: assets,
    onnxWASMBasePath: assets,
    ortConfig: (ort) => {
      ort.env.logLevel = "error";
      ort.env.wasm.numThreads = 1;
    },
    audioContext: context,
    getStream: () => Promise.resolve(stream),
    resumeStream: () => Promise.resolve(stream),
    // The stream is the microphone's to stop.
    pauseStream: () => Promise.resolve(),
    processorType: "AudioWorklet",
    startOnLoad: false,
    positiveSpeechThreshold: POSITIVE,
    negativeSpeechThreshold: NEGATIVE,
    redemptionMs: REDEMPTION_MS,
    minSpeechMs: MIN_SPEECH_MS,
    preSpeechPadMs: PRE_SPEECH_PAD_MS,
    submitUserSpeechOnPause: false,
    onFrameProcessed: ({ isSpeech }, frame) => events.onFrame(frame, isSpeech),
    onSpeechStart: () => events.onStart(),
    onSpeechRealStart: () => events.onConfirmed(),
    onSpeechEnd: () => events.onEnd(),
    onVADMisfire: () => events.onMisfire(),
  });
  await detector.start();
  return {
    setWary: (wary) =>
      detector.setOptions({ positiveSpeechThreshold: wary ? POSITIVE_WHILE_PLAYING : POSITIVE }),
    close: () => detector.destroy(),
  };
}
