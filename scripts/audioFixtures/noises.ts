/**
 * What sox makes of nothing, by file: what a microphone hears when nobody speaks. All of it is the same
 * every time.
 */
export const noises: Readonly<Record<string, readonly string[]>> = {
  silence: ["trim", "0", "1"],
  room: ["synth", "1.2", "brownnoise", "vol", "0.004"],
  hiss: ["synth", "1.2", "whitenoise", "vol", "0.003"],
  noise: ["synth", "1", "pinknoise", "vol", "0.1"],
  "noise-white": ["synth", "1.2", "whitenoise", "vol", "0.2"],
  "noise-loud": ["synth", "1.2", "pinknoise", "vol", "0.8"],
  "noise-swelling": ["synth", "1.5", "pinknoise", "tremolo", "4", "90", "vol", "0.3"],
  hum: ["synth", "1", "sine", "50", "sine", "100", "remix", "-", "vol", "0.2"],
  buzz: ["synth", "1.2", "square", "60", "lowpass", "2000", "vol", "0.1"],
  fan: ["synth", "1.5", "brownnoise", "tremolo", "22", "40", "lowpass", "900", "vol", "0.5"],
  rumble: ["synth", "1.5", "brownnoise", "lowpass", "150", "tremolo", "0.7", "80", "vol", "0.9"],
  click: ["synth", "0.005", "square", "1000", "vol", "0.7", "pad", "0.4", "0.6"],
  keyboard: burst(["whitenoise", "highpass", "1500"], 0.012, 0.5, 0.11, 8),
  "keyboard-slow": burst(["pinknoise", "highpass", "700"], 0.02, 0.6, 0.28, 4),
  knocks: burst(["brownnoise", "lowpass", "600"], 0.06, 0.9, 0.2, 3),
  door: burst(["brownnoise", "lowpass", "400"], 0.35, 0.9, 0.5, 0),
  cough: burst(["pinknoise", "band", "900", "900"], 0.22, 0.9, 0.18, 1),
  "cough-dry": burst(["whitenoise", "band", "1800", "1500"], 0.1, 0.8, 0.15, 2),
  breath: [
    ...["synth", "1.4", "pinknoise", "band", "1200", "1800"],
    ...["fade", "t", "0.5", "1.4", "0.7", "vol", "0.12"],
  ],
  paper: ["synth", "1.2", "whitenoise", "highpass", "3000", "tremolo", "9", "95", "vol", "0.15"],
  beep: ["synth", "0.3", "sine", "1000", "fade", "t", "0.02", "0.3", "0.02", "pad", "0.4", "0.5"],
  dial: ["synth", "1.5", "sine", "350", "sine", "440", "remix", "-", "vol", "0.4"],
  ringing: [
    ...["synth", "1.6", "sine", "440", "sine", "480", "remix", "-"],
    ...["tremolo", "20", "80", "vol", "0.4"],
  ],
  whistle: ["synth", "1", "sine", "800-2200", "fade", "t", "0.1", "1", "0.2", "vol", "0.4"],
  melody: [
    ...["synth", "1.6", "pluck", "C4", "pluck", "E4", "pluck", "G4"],
    ...["delay", "0", "0.4", "0.8", "remix", "-", "vol", "0.6"],
  ],
};

/** A sound that dies away in `seconds`, and again `times` more, so long from end to beginning. */
function burst(
  [colour = "whitenoise", ...filter]: readonly string[],
  seconds: number,
  volume: number,
  apartSeconds: number,
  times: number,
): string[] {
  const length = String(seconds);
  const fade = ["fade", "l", "0.002", length, String(seconds * 0.8)];
  const pause = ["pad", "0", String(apartSeconds)];
  return [
    ...["synth", length, colour, ...filter, ...fade, "vol", String(volume), ...pause],
    ...(times > 0 ? ["repeat", String(times)] : []),
    ...["pad", "0.2", "0.2"],
  ];
}
