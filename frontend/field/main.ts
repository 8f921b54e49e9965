/* The technician's phone. Every page works without it; this adds the signature pad, one tap for the map,
   parts without a round trip, and keeps a second tap from being sent. */
import { startJumps } from "./jumps";
import { startNavigate } from "./navigate";
import { startOnce } from "./once";
import { startParts } from "./parts";
import { startSignature } from "./signature";

startOnce();
startNavigate();
startParts();
startSignature();
startJumps();
