import processor from "./captureProcessor.ts?worker&url";

const loaded = new WeakMap<AudioContext, Promise<void>>();

/**
 * Frames of 512 samples from -1 to 1 at 16 kHz, as the microphone hears them, until the returned
 * function is called. The context keeps its own rate. Rejects when the worklet cannot be loaded.
 */
export async function startCapture(
  stream: MediaStream,
  context: AudioContext,
  onFrame: (samples: Float32Array) => void,
): Promise<() => void> {
  await load(context);
  const source = context.createMediaStreamSource(stream);
  const capture = new AudioWorkletNode(context, "capture", {
    channelCount: 1,
    channelCountMode: "explicit",
    numberOfInputs: 1,
    outputChannelCount: [1],
  });
  capture.port.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (data instanceof Float32Array) onFrame(data);
  };
  // It puts out silence; some browsers run only what leads to the loudspeaker.
  source.connect(capture).connect(context.destination);
  return () => {
    capture.port.onmessage = null;
    capture.port.close();
    source.disconnect();
    capture.disconnect();
  };
}

/** Once for each context; one that failed is tried again the next time. */
async function load(context: AudioContext): Promise<void> {
  let loading = loaded.get(context);
  if (!loading) {
    loading = context.audioWorklet.addModule(processor);
    loaded.set(context, loading);
    loading.catch(() => loaded.delete(context));
  }
  await loading;
}
