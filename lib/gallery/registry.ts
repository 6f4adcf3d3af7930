import { abandonedCart } from "./abandoned-cart";
import { adaptiveWelcome } from "./adaptive-welcome";
import { birthday } from "./birthday";
import { channelOnboarding } from "./channel-onboarding";
import type { GalleryJourney } from "./gallery-journey";
import { leadNurturing } from "./lead-nurturing";
import { postPurchase } from "./post-purchase";
import { trialEnding } from "./trial-ending";
import { vip } from "./vip";
import { welcome } from "./welcome";
import { winBacks } from "./win-backs";

/** Every journey of the gallery, in the order in which it is shown. A new one is a file and a line here. */
export const gallery: readonly GalleryJourney[] = [
  welcome,
  adaptiveWelcome,
  channelOnboarding,
  abandonedCart,
  postPurchase,
  leadNurturing,
  trialEnding,
  ...winBacks,
  birthday,
  vip,
];

export const galleryJourney = (key: string): GalleryJourney | undefined => gallery.find((entry) => entry.key === key);
