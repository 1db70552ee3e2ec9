/**
 * Stands in for the recording of a call, which the example does not have: a silent WAV of the same length.
 * @returns an object URL
 */
export function silence(seconds: number): string {
  const rate = 8000;
  const samples = Math.ceil(seconds * rate);
  const file = new DataView(new ArrayBuffer(44 + samples));
  const text = (at: number, value: string) => [...value].forEach((c, i) => file.setUint8(at + i, c.charCodeAt(0)));
  text(0, "RIFF");
  file.setUint32(4, 36 + samples, true);
  text(8, "WAVEfmt ");
  file.setUint32(16, 16, true);
  file.setUint16(20, 1, true);
  file.setUint16(22, 1, true);
  file.setUint32(24, rate, true);
  file.setUint32(28, rate, true);
  file.setUint16(32, 1, true);
  file.setUint16(34, 8, true);
  text(36, "data");
  file.setUint32(40, samples, true);
  for (let i = 0; i < samples; i++) file.setUint8(44 + i, 128);
  return URL.createObjectURL(new Blob([file.buffer], { type: "audio/wav" }));
}
