import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Utterance } from "../transcript/schema.js";

/** The recording beside the transcript: follows where it plays, and moves it. */
export class Player implements ReactiveController {
  #media: HTMLMediaElement | null = null;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  get media(): HTMLMediaElement | null {
    return this.#media;
  }

  set media(media: HTMLMediaElement | null) {
    if (media === this.#media) return;
    this.hostDisconnected();
    this.#media = media;
    this.hostConnected();
    this.host.requestUpdate();
  }

  /** Milliseconds into the call; null before it was ever played. */
  get ms(): number | null {
    const media = this.#media;
    return media && media.currentTime > 0 ? media.currentTime * 1000 : null;
  }

  /** The last line that has begun at the present place. */
  lineOf(utterances: readonly Utterance[]): number | null {
    const { ms } = this;
    if (ms === null) return null;
    let at: number | null = null;
    utterances.forEach(({ startMs }, i) => {
      // Half a frame of tolerance: a seek to a line's start may land a hair before it.
      if (startMs !== undefined && startMs <= ms + 20) at = i;
    });
    return at;
  }

  playFrom(ms: number): void {
    const media = this.#media;
    if (!media) return;
    media.currentTime = ms / 1000;
    // A browser may refuse to play before the page was touched; the place is set all the same.
    media.play().catch(() => {});
  }

  /** Sets the place without interrupting what is being listened to. */
  cueUp(ms: number): void {
    if (this.#media?.paused) this.#media.currentTime = ms / 1000;
  }

  hostConnected(): void {
    for (const event of events) this.#media?.addEventListener(event, this.#onTime);
  }

  hostDisconnected(): void {
    for (const event of events) this.#media?.removeEventListener(event, this.#onTime);
  }

  readonly #onTime = (): void => this.host.requestUpdate();
}

const events = ["timeupdate", "seeked", "ended"];
